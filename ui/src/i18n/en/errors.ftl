# Why something did not work, with the way out. Codes come from the program; see app/src/api/error.rs.

error-bad-call = Window and program do not fit together: { $detail }. Restart both; nothing was changed.
error-not-set-up = This desk is not set up yet.
error-already-set-up = This desk is set up already.
error-not-found = It is not here any more.
error-refused = This step is not possible now.
error-bad-input = “{ $field }” is missing or does not fit.
error-conflict = Somebody changed this meanwhile. What you typed is still here; look at it and save again.
error-disk-full = The disk is full. Nothing confirmed is lost. Make room, then do it again.
error-read-only = The folder can’t be written: its rights forbid it, or its disk is read-only. Change that, then do it again.
error-network = { $folder } is on another computer’s disk ({ $system }), where records are not safe: two computers could write at once.
error-locked = Another program holds the records. Close it or wait a moment.
error-damaged = A part of the records is damaged; it was not touched. A backup brings the desk back: in Settings, or by “aftercarectl restore”. “aftercarectl doctor” tells what is wrong.
error-newer = These records come from a newer version of Aftercare and were not touched. Update the program.
error-file-unreadable = The file can’t be read. { $detail }
error-file-unwritable = The file can’t be written. { $detail }
error-printer = The printer did not take the page. { $detail }
error-form = The form could not be made. { $detail }
error-address = The mail address is missing or wrong.
error-sample-only = Only a sample desk can do this.
error-cancelled = Stopped.
error-away = The server can’t be reached. What you typed is still here; it goes on when the server is back.
error-unauthorised = { $detail ->
    [host] The server refuses the name by which the front before it asks. The front must ask with “Host: 127.0.0.1”; the manual shows how.
   *[other] The server does not know this token. Take the one it shows at its start, or ask whoever runs it.
}
error-already-done = This was done already, before the connection broke. Look at it before doing it again.
error-other-version = The server runs Aftercare { $theirs }, this program is { $ours }. Bring the older one up to date.
error-no-server = Something answers at { $url }, but it is no Aftercare server. Look at address and port.
error-untrusted = { $reason ->
    [unknown_issuer] This computer does not trust whoever signed the certificate of { $host }. Add your house’s authority to this computer’s certificates, then try again. Nothing was sent.
    [wrong_name] The certificate of { $host } is made out to another name. Enter the name that it is made out to, or have one made for { $host }. Nothing was sent.
    [expired] The certificate of { $host } has expired. Whoever runs the server can renew it; if it was renewed, look at this computer’s clock. Nothing was sent.
    [not_yet] The certificate of { $host } is not valid yet. Look at this computer’s clock, then ask whoever runs the server. Nothing was sent.
    [revoked] The certificate of { $host } was revoked. Whoever runs the server can get a new one. Nothing was sent.
    [authority] What { $host } shows is an authority’s own certificate, as one that signed itself is, and no server’s. Whoever runs the server can have one made for it and signed by the authority. Nothing was sent.
    [plain] What answers at { $url } speaks without encryption. Look at address and port: https needs a front with a certificate before the server. Nothing was sent.
    [no_authorities] This computer has no list of trusted certificate authorities, so that no https server can be trusted. Install it (on Debian the package ca-certificates), then try again.
   *[other] No encrypted connection to { $host } came about, because of its certificate or its settings. Show this to whoever runs the server: { $detail }
}
error-keyring = { $reason ->
    [no_entry] The keyring has no token for this server. Enter it again.
    [locked] The keyring is locked or refused. Unlock it, then try again.
    [slow] The keyring gives no answer. Look for its window behind this one, then try again.
   *[absent] This computer has no keyring that answers, so the token can’t be kept. Start one, or give the token in the variable AFTERCARE_TOKEN.
}
error-upload-gone = The server does not have the file any more. Choose it again.
error-too-large = More than { $limit } MB can’t be sent at once. Split it up.
error-not-here = This works only on the computer that has the records.
error-internal = The program failed here; its log in Settings, About has more. { $detail }

refusal-closed = The case is closed. Reopen it first.
refusal-already = It is so already.
refusal-not-open = Only an open case can do this.
refusal-not-solved = Solve it before closing it.
refusal-unanswered = A message of the customer is unanswered.
refusal-not-waiting = The case does not wait.
refusal-needs-form = This case needs its form filed, or a reason without one.
refusal-needs-reason = A reason is needed: it stays in the history.
refusal-needs-text = The text is missing.
refusal-not-classified = Classify it first.

problem-name = A name is needed.
problem-name-too-long = The name is too long: 120 letters are enough.
problem-group = This policy has no such group.
problem-left = Who sits at this desk can’t leave it.
problem-from = The beginning can’t be read.
problem-to-backwards = The end must lie after the beginning.
problem-cover = The one who stands in is not there any more.
problem-cover-self = One can’t stand in for oneself.
problem-shortcut = Keys such as Ctrl+Alt+N: Ctrl, Alt or Cmd, and one letter, figure or F key.
problem-house = The house’s name is needed.
problem-addresses = One of the mail addresses is not an address.
problem-url = An address such as http://127.0.0.1:8080 is needed.
problem-url-needs-https = A server on another computer needs https, or a tunnel that ends on this one.
problem-folder = The folder needs its whole path.
problem-place = The place is set for this run by the variable { $variable }.
problem-path = A place for the file is needed.
problem-token = The token is needed: the server shows it at its start.
problem-number = The number is missing or does not fit.
problem-started-at-future = A call can’t begin in the future.
problem-remind-at-past = The reminder’s time is past. Choose a later one.
problem-line = One line about the call is needed.
problem-text = The text is missing.
problem-zone = No such time zone.
problem-contract = This contract is not this customer’s.
problem-copies = Copies go from 1 to 99.
problem-goods = The goods are needed.
problem-emails = One of the mail addresses is not an address.
problem-phones = One of the numbers is not a telephone number.
problem-backup-days = Backups are kept for 1 day to ten years.
problem-backup-folder = The backup folder needs its whole path.
problem-lead-minutes = Lead times are minutes before a deadline, at most a week.
problem-language = No such language.
problem-languages = No such choice of languages.
problem-pack = This program has no such policy.
problem-to-out-of-range = The end must lie after the beginning.
problem-countries = No country or region has this code of two letters.
problem-declare = What is to be declared or ended is missing.
problem-facts = This policy does not know that fact or that answer.
problem-repairs = The days of the repairs do not fit.
problem-repairs-backwards = Repair { $n } can’t end before it began.
problem-repairs-overlap = Repairs { $n } and { $m } overlap: one is back before the next comes in.
problem-repairs-early = Repair { $n } came in before “{ $other }”.
problem-day-out-of-order = “{ $which }” can’t lie before “{ $other }”.
problem-day-out-of-range = No day that a desk still answers for.
problem-paper = No such paper.
problem-sheet = Nothing was chosen to print: the deadline, the verdict, or both.
problem-reason = A reason is needed, one of those listed.
problem-seconds = This length of time does not fit.
problem-sort = No such form.
problem-text-scale = No such text size.
problem-theme = Light, dark, or as the system.
problem-signed-on = The day of signing does not fit.
problem-completed-on = The day of completion does not fit.
problem-ordered-on = The day of the order does not fit.
problem-received-on = The day of receipt does not fit.
problem-since = The day does not fit.
problem-addresses-missing = The desk has no mail address of its own yet: add one in Settings.
problem-number-taken = This number is taken already.
problem-number-too-long = The number is too long.
problem-toml-too-long = The text is too long for a pack.
problem-toml-problems =
    { $problems ->
        [one] One problem stands in the way. Open the draft as text to see it.
       *[other] { $problems } problems stand in the way. Open the draft as text to see them.
    }
problem-notice-range = The notice lies outside the years 1990 to 2099.
problem-effective-past = A version can’t take effect in the past. Choose a later instant.
problem-day-future = A day can’t lie in the future.
problem-day-before-begin = The days are out of order.

# What somebody else did meanwhile.
conflict-calendar = Somebody put another revision of this calendar in force meanwhile. Look at it, then save yours again.
conflict-published = Version { $version } was published meanwhile, and this draft is no more. Look at that version, then begin a new draft.
conflict-draft-gone = This draft was dropped meanwhile. Begin a new one.

# A backup, or a desk as lines, that is not taken.
flaw-journal = What was recorded does not hold: { $problem ->
    [gap] events are missing
    [event] an event can’t be read
    [broken] an event was changed
    [head] a record does not end with its last event
    [checkpoint] the journal is not the one that a checkpoint saw
    [cut] its end is missing
    [tail] its end is missing
    [file] the database itself is damaged
    [schema] a part of the database itself is missing
    [unread] a record can’t be read
    [unnumbered] cases are missing
    [twice] two cases carry the same number
    [text] a text is not the one that was written
    [text_gone] a text is gone
    [erasures] other texts are gone than were erased
    [pack] a published policy was changed, or is gone
    [blob] a file is missing or changed
    [unnamed] a file is missing
   *[other] something is damaged or gone
  }. Nothing was changed. A backup from before brings it back; “aftercarectl doctor” tells what is wrong.
flaw-manifest = The backup’s description, manifest.json, can’t be read. Nothing was changed. Take another backup.
flaw-file = { $path } is not the file that belongs to this backup. Nothing was changed. Take another backup.
flaw-counts = { $events } events and { $cases } cases are there, and there should be { $events_told } and { $cases_told }. Nothing was changed. Take another backup.
flaw-cut-off = The end of the journal was cut off; lists and texts still tell of it. Nothing was made anew: restore a backup.
flaw-line = Line { $line }: { $wrong ->
    [empty] there is no line at all
    [no_desk] this is no desk
    [unknown] this line is of no known kind
    [packed] the compressed file was cut or changed
    [cut] the file was cut here
    [json] this is no JSON
    [missing] “{ $field }” is missing
    [field] “{ $field }” is not what it should be
    [file] these are not the bytes of the file that it names
    [changed] the lines above were changed
    [more] something stands behind the last line
   *[other] it is not what was written
  }. Nothing was kept of it. Write the file again where the desk is whole.
error-cases-open = The customer still has open cases ({ $count }). Solve them first.
