# Why something did not work, with the way out. Codes come from the program; see app/src/api/error.rs.

error-bad-call = Window and program do not fit together: { $detail }. Restart both; nothing was changed.
error-not-set-up = This desk is not set up yet.
error-already-set-up = This desk is set up already.
error-not-found = It is not here any more.
error-refused = This step is not possible now.
error-bad-input = “{ $field }” is missing or does not fit.
error-conflict = Somebody changed this meanwhile. What you typed is still here; look at it and save again.
error-disk-full = The disk is full. Nothing confirmed is lost. Make room, then do it again.
error-read-only = The folder can’t be written: { $path }. Check its rights, then do it again.
error-locked = Another program holds the records. Close it or wait a moment.
error-damaged = The records are damaged and were not touched. Restore a backup with “aftercarectl restore”.
error-newer = These records come from a newer version of Aftercare and were not touched. Update the program.
error-file-unreadable = The file can’t be read. { $detail }
error-file-unwritable = The file can’t be written. { $detail }
error-printer = The printer did not take the page. { $detail }
error-form = The form could not be made. { $detail }
error-address = The mail address is missing or wrong.
error-sample-only = Only a sample desk can do this.
error-cancelled = Stopped.
error-internal = The program failed here; its log in Settings, About has more. { $detail }

refusal-closed = The case is closed. Reopen it first.
refusal-already = It is so already.
refusal-not-open = Only an open case can do this.
refusal-not-solved = Solve it before closing it.
refusal-unanswered = A message of the customer is unanswered.
refusal-not-waiting = The case does not wait.
refusal-needs-form = A telephone case needs a filed form, or a reason without one.
refusal-needs-reason = A change of complexity needs a reason.
refusal-needs-text = The text is missing.
refusal-not-classified = Classify it first.

problem-name = A name is needed.
problem-house = The house’s name is needed.
problem-addresses = One of the mail addresses is not an address.
problem-number = The number is missing or does not fit.
problem-started-at = A call can’t begin in the future.
problem-line = One line about the call is needed.
problem-text = The text is missing.
problem-zone = No such time zone.
