surveys-title = Survey coverage
surveys-late = { $n } late
surveys-due = { $n } due
surveys-planned = { $n } planned
surveys-sent = { $n } sent
surveys-exempt = { $n } exempt
surveys-owed = owed now
surveys-customer = Customer, reason
surveys-state = State
surveys-because-order = first order done: { $number }, completed { $day }
surveys-because-contract = first contract done: { $number }, completed { $day }
surveys-because-delivery = first delivery received: { $number }, { $day }
surveys-because-orders = long-term since { $day }, by order { $number }
surveys-because-marked = long-term since { $day }
surveys-because-last = six months from the last, { $day }
surveys-because-number = first completed: { $number }, { $day }
surveys-because-first = first completion { $day }
surveys-because-periodic = six months from { $day }
surveys-form-service = service form
surveys-form-project = project form
surveys-state-late =
    { $d ->
        [one] one day late
       *[other] { $d } days late
    }
surveys-state-due-last = last day { $day }
surveys-state-planned = planned { $day }
surveys-state-sent = sent { $day }
surveys-state-sent-late =
    { $d ->
        [one] done, one day late
       *[other] done, { $d } days late
    }
surveys-state-exempt = exempt
surveys-state-dropped = dropped
surveys-went-out = Went out
surveys-drop = Drop
surveys-how = How did it go out?
surveys-how-says = Records that { $name } got the { $form } today. The next one counts from now on.
surveys-by-mail = Mail
surveys-by-paper = Paper, handed over
surveys-by-telephone = Telephone
surveys-by-visit = Visit
surveys-by-online = Online
surveys-by-post = Post
surveys-drop-title = Drop this survey
surveys-drop-says = A survey that is owed can't be dropped without a reason. It stays on the record. { $clause }
surveys-drop-reason = Reason
surveys-drop-needs = Write the reason: the drop stays on the record with it.
surveys-record = Record
surveys-empty = No survey is owed
surveys-empty-say = One falls due when a first-time customer’s order is completed, or six months after a long-term customer’s last one.
surveys-empty-act = Customers
surveys-today = today
surveys-row-says = since { $since }, planned { $planned }, last day { $last }
surveys-failed = The surveys could not be fetched.
surveys-recorded = Recorded: { $name }
surveys-dropped = Dropped: { $name }
