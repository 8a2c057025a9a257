# The list of cases and the case itself.

category-none = Not classified
category-product-quality = Product quality
category-delivery = Delivery
category-use = Use and care
category-order = Order
category-customisation = Customisation
category-wholesale = Wholesale
category-return = Return
category-information = Product information
category-technical = Technical
category-payment = Payment
category-experience = Experience
category-complaint = Complaint
category-suggestion = Suggestion
category-other = Other
urgency-low = Low
urgency-normal = Normal
urgency-high = High
urgency-stopped = Business stopped
complexity-general = General
complexity-complex = Complex
case-status-open = Open
case-status-waiting = Waiting
case-status-solved = Solved
case-status-closed = Closed
channel-mail = Mail
channel-telephone = Telephone
channel-video = Video
channel-remote = Remote
channel-on-site = On site
channel-web = Web
channel-chat = Chat
clock-first-response = Response
clock-next-response = Response, next
clock-update = Update
clock-solution = Solution
clock-acknowledgement = Confirmation
clock-delay-notice = Delay notice
clock-complaint = Complaint
clock-verification = Verification
clock-refund = Refund
clock-repair = Repair
clock-return-sending = Return sent
clock-evidence = Evidence
clock-carrier-claim = Carrier claim
clock-settlement = Settlement
pause-customer = customer
pause-carrier = carrier
pause-force-majeure = force majeure
pause-details = missing details

effect-stops = stops { $clocks }
effect-pauses = pauses { $clocks }
effect-starts = starts { $clocks }

list-title-open = Open cases
list-title-solved = Solved cases
list-title-closed = Closed cases
list-title-all = All cases
list-filter = Which cases
filter-open = Open
filter-solved = Solved
filter-closed = Closed
filter-all = All
list-search = Search number, customer, words
list-clear = Clear the search
list-for-us = Waiting for us
list-waiting = Waiting for customer
list-next-due = next due first
list-found = { $n ->
    [one] one found
   *[other] { $n } found
}
list-fresh = { $n ->
    [one] One new
   *[other] { $n } new
}
list-empty-open = Nothing waits for us
list-empty-open-text = Drop a mail file on the window, or take a call.
list-empty-solved = No case is solved and still open
list-empty-closed = No case is closed yet
list-empty-all = No case yet
list-none = No case says “{ $text }”
list-none-text = Numbers, names and words of messages are searched.
list-also-closed = Search all cases
list-failed = The list could not be read.
list-label = Cases
list-pick = Choose a case
list-pick-text = J and K move, Enter opens. What is due next stands on top.

case-acts = Acts on this case
case-more = More
case-wait = Wait
case-resume = Resume
case-solve = Solve
case-close = Close
case-reopen = Reopen
case-hand-over = Hand over
case-form = Form
case-owner = Owner: { $name }
case-group = Group: { $group }
case-urgency-low = Urgency low
case-urgency-normal = Urgency normal
case-urgency-high = Urgency high
case-urgency-stopped = Business stopped
case-classify = Change type, urgency, complexity
case-failed = The case could not be read.
case-gone = This case is not here
case-clocks = Clocks
case-no-clock = No clock runs on this case.
case-clock-why = { $clock }: { $state }. Open why.
case-clock-more = { $n } more
case-clock-said = { $clock }: { $state }
case-chosen = chosen
case-timeline = What happened
case-today = Today, { $day }
case-back = Cases
case-facts = Facts

type-label = Type
urgency-label = Urgency
complexity-label = Complexity
reason-label = Reason
reason-complexity = Both deadlines stay in the history. (HX-7)
classify-title = Classify { $label }
classify-act = Classify

wait-title = { $label } waits
wait-for = For whom
wait-customer = For the customer
wait-carrier = For the carrier
wait-force-majeure = Force majeure
wait-what = What was asked
wait-what-help = Stands on the case while it waits. A message of the customer ends it by itself.
wait-remind = Remind me
wait-remind-owner = Remind { $name }
wait-remind-help = Unless it comes before.
remind-none = No reminder
solve-title = Solve { $label }
solve-what = The solution, in a few words
close-title = Close { $label }
close-why = Why without a form
close-why-help = This case is closed with its form filed ({ $form }), or with a reason. ({ $clause })
close-text =
    { $days ->
        [0] Closing ends the case. A later message of the customer begins a new one that names it.
        [one] Closing ends the case. A customer’s message within a day opens it again.
       *[other] Closing ends the case. A customer’s message within { $days } days opens it again.
    }
reopen-title = Reopen { $label }
reopen-why = Why
hand-over-title = Hand over { $label }
hand-over-to = To
hand-over-why = Why
hand-over-nobody = Nobody else is on this desk yet.
done-wait = { $label } waits
done-solve = { $label } is solved
done-close = { $label } is closed
done-reopen = { $label } is open again
done-resume = { $label } goes on
done-hand-over = { $label } handed to { $name }
done-note = Note kept
done-sent = { $label } answered
done-sent-stops = { $label } answered: { $clocks } stopped
done-saved = Saved as { $name }

event-opened = Case opened
event-opened-more = under { $pack }, version { $version }
event-continues = continues { $label }
event-received = Mail
event-auto = automatic reply
event-bounce = not delivered
event-list = list mail
event-calendar = calendar
event-unanswered = unanswered
event-erased = The text was erased.
event-problems = { $n ->
    [one] One part could not be read; the original is kept.
   *[other] { $n } parts could not be read; the original is kept.
}
event-original = Original
event-sent = { $channel } to { $to }
event-sent-imported = imported
event-sent-person = sent from the mail program
event-call-in = Call in
event-call-out = Call out
event-call-missed = Missed call
event-call-not-reached = Called, not reached
event-call-length = { $call }, { $length }
event-note = internal note
event-classified = Classified
event-found = Found out
event-found-back = { $fact } taken back
event-found-days = days
event-declared-peak = Peak season declared
event-declared-high-volume = High volume declared
event-declared-force-majeure = Force majeure declared
event-declaration-ended = Declared state over
event-declaration-lifted = Declared state lifted: it does not hold for this case
event-complexity = { $was } → { $now }
event-customer = Customer
event-handed = Handed to { $name }
event-routed = To { $group }
event-routed-to = goes to { $owner }
event-covers = stands in for { $before }
event-pressing = pressing
event-waiting = Waits for { $whom }
event-resumed = Waiting ended
event-solved = Solved
event-closed = Closed
event-closed-without = without a form: { $reason }
event-reopened = Reopened
event-form = Form filed
event-form-more = { $number } · { $pages ->
    [one] 1 page
   *[other] { $pages } pages
}
event-printed = Form printed
event-printed-more = { $number } on { $printer }, { $copies ->
    [one] one copy
   *[other] { $copies } copies
}
event-saved-pdf = Form saved as PDF
event-task = To do · { $what }
event-task-again = To do, changed · { $what }
event-task-owner = for { $name }
event-task-done = Done · { $what }
event-task-dropped = Dropped · { $what }
event-entered = entered { $at }

original-title = Original message
original-tab-html = As sent
original-tab-text = Text
original-tab-headers = Headers
original-blocked = { $n ->
    [one] One picture from the network was left out.
   *[other] { $n } pictures from the network were left out.
}

compose-reply = Reply
compose-note = Note
compose-to = to
compose-to-label = To
compose-text = Your reply
compose-note-text = Internal note, never leaves the house
compose-language = Answers in { $language }
language-en = English
language-zh = Chinese
compose-save = Save as .eml
compose-sent = I sent it
compose-keep = Keep note
compose-kept = Draft kept
compose-kept-here = Draft kept on this computer
compose-no-address = No address to answer to
compose-failed-draft = The draft is not kept: { $why }
compose-closed = The case is closed. Reopen it to answer.
note-effect = Moves no clock

fact-customer = Customer
fact-contact = Contact
fact-contact-in = { $contact }, in { $language }
fact-there = There
fact-phone = Phone
fact-mail = Mail
fact-contract = Contract
fact-signed = { $number }, signed { $day }
fact-unsigned = { $number }, not signed
fact-no-contract = none signed
fact-survey = Survey
fact-survey-planned = planned { $planned }, last day { $last }
fact-survey-exempt = wants none
fact-long-term = Long-term
fact-cases = Open cases
fact-files = Files
fact-forms = Forms
fact-forms-none = None filed
fact-make-form = Make the form
fact-save-file = Save { $name }
fact-waiting = Waits for
fact-tasks = To do
fact-unknown = Nobody is set yet
fact-suggestions = Matches the address
fact-link = Set { $name } as the customer
fact-find = Find or add a customer…
fact-open-customer = Open { $name }
fact-policy = Policy
fact-policy-value = { $pack }, version { $version }

customer-title = Who is it
customer-search = Name, address or number
customer-new = Add “{ $name }” as a customer
customer-none = Nobody of that name
customer-act = Set

task-call-back-nobody = Call back
task-call-back = Call back { $whom }
task-reminder = Ask again: { $what }
task-none = Nothing to do here.
task-new = New task…
task-more = { $what }: more
task-end = Done: { $what }
task-change = Change…
task-hand = Hand to another…
task-drop = Drop
task-put-off = Put off
task-over = { $n } done
task-over-done = done { $at }
task-over-dropped = dropped { $at }
task-over-overtaken = overtaken { $at }
task-new-title = New task on { $label }
task-change-title = Change the task on { $label }
task-what = What
task-when = When
task-when-help = Without a time it stands until it is done.
task-when-past = { $at } is past already.
task-when-bad = A day and time such as 2026-11-25 09:00.
task-who = Who
task-keep = Keep
task-said-set = { $label }: task noted
task-said-changed = { $label }: task changed
task-said-done = Done: { $what }
task-said-dropped = Dropped: { $what }
task-said-put-off = Put off to { $at }
when-afternoon = This afternoon
when-tomorrow = Tomorrow
when-three-days = In 3 days
when-week = In a week
when-next-week = Next week
when-choose = Choose day and hour…
when-none = No time
