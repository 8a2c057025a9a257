# The frame around every screen, the names of acts and keys, and words that many screens share.

cancel = Cancel
loading = Loading
dismiss = Dismiss
open = Open
again = Try again
understood = Understood
close-window = Close
and = {" "}and{" "}
comma = ,{" "}

rail-main = Main
rail-today = Today
rail-cases = Cases
rail-customers = Customers
rail-surveys = Surveys
rail-forms = Forms
rail-policies = Policies
rail-settings = Settings
rail-count = { $n } waiting

status-open = Open around the clock
status-open-until = Open until { $at }
status-closed = Closed
status-closed-until = Closed until { $at }
status-day = { $share } % of the day’s service hours have passed
status-saved = All saved
status-sample = Sample desk
status-silent = No notifications

clock-move = Move the desk’s clock
clock-move-act = Move
clock-quarter = 15 minutes on
clock-hour = One hour on
clock-next-due = Past the next deadline
clock-no-due = No deadline ahead
clock-custom = Another amount…
clock-hours = Hours
clock-help = Only forward, and only on a sample desk. Alerts come as they would.
clock-custom-wrong = A number of hours above zero

import-running = { $files ->
    [one] Reading one mail file
   *[other] Reading { $files } mail files
}
import-done = { $messages ->
    [one] One message
   *[other] { $messages } messages
}: { $opened } opened, { $joined } joined, { $known } known already
import-cancelled = Stopped after { $messages ->
    [one] one message
   *[other] { $messages } messages
}: { $opened } opened, { $joined } joined, { $known } known already
import-problems = { $n ->
    [one] One message has a part that can’t be read. It is kept whole.
   *[other] { $n } messages have parts that can’t be read. They are kept whole.
}
import-failed = { $path } can’t be read. { $detail }

drop-title = Drop mail or a chat to open cases
drop-help = .eml or .mbox, as many as you like; or one chat as .txt or .zip. Known messages are not taken twice.

alert-soon = { $label }, { $party }: { $clock } is due soon
alert-late = { $label }, { $party }: { $clock } is late
alert-task = { $label }, { $party }: something is to be done now
alert-routed = { $label }, { $party }: pressing, passed on

silent-band = No notification service answers on this computer. Alerts show only in this window.
silent-how = What helps
desk-closed = The desk can’t be opened
slept = While the desk slept, { $from } to { $to }: { $passed ->
    [0] no promise passed
    [one] one promise passed
   *[other] { $passed } promises passed
}{ $lost ->
    [0] .
    [one] , one alert may not have been seen.
   *[other] , { $lost } alerts may not have been seen.
}
slept-look = Look at them
warning-year-not-recorded = Public holidays of { $year } are not in this program. Deadlines in that year count every Monday to Friday.
warning-year-not-published = Public holidays of { $year } are not published yet. Deadlines in that year count every Monday to Friday.
warning-backup-failed = { $why ->
    [disk_full] The backup of { $day } could not be written: the disk is full. Make room; it is tried again by itself.
    [read_only] The backup of { $day } could not be written: its folder can’t be written. Choose another one in Settings, or change its rights; it is tried again by itself.
    [damaged] The backup of { $day } could not be made: a part of the records is damaged. Keep the older backups, and run: aftercarectl doctor.
   *[other] The backup of { $day } could not be written. It is tried again by itself; the log in Settings, About has more.
}
warning-other = Notice from the desk: { $code }

palette-ask = What to do, where to go, what to find
palette-case = On this case
palette-desk = On this desk
palette-go = Go to
palette-found = Found
palette-none = Nothing is called “{ $text }”
palette-choose = choose
palette-do = do
palette-names = names in English and 中文

help-title = Keys
help-case = On a case
help-list = In the list
help-go = Go to
help-desk = Anywhere
help-here = On other screens
help-note = Single letters act outside text fields. Nothing acts while an input method composes.

act-palette = Everything by name
act-help = Keys
act-call = Take a call
act-import-mail = Import mail files…
act-move-clock = Move the sample desk’s clock…
act-go-today = Today
act-go-cases = Cases
act-go-customers = Customers
act-go-surveys = Surveys
act-go-forms = Forms
act-go-policies = Policies
act-go-settings = Settings
act-search = Search cases
act-list-next = Next case
act-list-previous = Previous case
act-list-open = Open the case
act-list-new = Show what is new
act-case-reply = Reply
act-case-note = Write a note
act-case-classify = Classify
act-case-wait = Wait…
act-case-resume = Resume
act-case-solve = Solve…
act-case-close = Close…
act-case-reopen = Reopen…
act-case-hand-over = Hand over…
act-case-form = Make and print the form
act-case-task = New task…
act-case-why = Why this deadline
act-case-facts = Facts beside the case
act-case-back = Back to the list
act-case-customer = Set the customer…
act-call-save = Save the call
shut-damaged = Nothing was written. A backup brings the desk back as it was then; the damaged file is kept beside it, so that nothing more is lost.
shut-newer = Nothing was written, so that nothing newer is lost. The version that made these records, or a later one, opens them.
shut-network = Put the folder on a disk of this computer. For several computers, let one of them keep the records and serve them: aftercarectl serve.
shut-locked = Look for a second window of Aftercare, or for aftercarectl at work. Nothing was written; the desk opens by itself once it is free.
shut-read-only = The desk needs to write beside its records. Give yourself the right to, or put the folder where you have it.
shut-disk-full = What was confirmed is there. A few hundred megabytes of room are enough to go on.
shut-other = Nothing was written. The log in the folder below has more.
shut-folder = Folder
shut-restore = Restore a backup
shut-restore-by-hand = This program restores only from a desk that opens. Close the window and run: aftercarectl restore "{ $path }"
shut-open-folder = Open the folder
status-saving = Saving…
status-not-saved = Not saved: { $what }
saving-save-draft = the draft
saving-mark-sent = the answer
saving-note = the note
saving-log-call = the call
saving-save-person = the person
saving-classify = the classification
saving-wait = the waiting
saving-set-task = the task
saving-end-task = the end of the task
saving-resume = the resuming
saving-solve = the solution
saving-close = the closing
saving-reopen = the reopening
saving-hand-over = the handover
saving-save-customer = the customer
saving-save-contract = the contract
saving-save-order = the order
saving-file-form = the form
saving-save-settings = the settings
saving-back-up = the backup
saving-import-mail = the mail
saving-other = the last step
undo = Undo
undo-nothing = Nothing to take back
no-such-case = There is no { $label } at this desk
undo-reason = Taken back at once
act-undo = Take back the last step, while its notice stands
act-case-send = Say it is sent, or keep the note
act-fact-customer = To the customer’s facts
act-fact-forms = To the forms
act-fact-files = To the files
act-fact-policy = To the policy
act-fact-tasks = To what is to be done

opening-update = Bringing the desk up to date…
opening-count = { $done } of { $total }
opening-safe = First a backup of the desk as it was.
