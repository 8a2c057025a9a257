today-title = Today
today-counts = { $late } late, { $hour } within the hour, { $today } more today
today-next = Next promises
today-due = Due
today-customer = Customer
today-owed = Owed
today-case = Case
today-aside = To do and surveys
today-tasks = To do
today-tasks-empty = Nothing to do.
today-tasks-more = { $n } more
today-owed-first-response = Answer: { $subject }
today-owed-next-response = Answer: { $subject }
today-owed-update = Update to the customer: { $subject }
today-owed-solution = Solution: { $subject }
today-surveys = Surveys owed
today-survey-last = last day { $day }
today-survey-all = All surveys
today-day-left =
    { $d ->
        [0] today
       *[other] { $d } d
    }
today-slept = While the desk slept
today-slept-span = { $from } to { $to }
today-slept-none = no promise passed.
today-slept-passed =
    { $n ->
        [one] one promise passed:
       *[other] { $n } promises passed:
    }
today-slept-lost =
    { $n ->
        [one] One alert may not have been seen.
       *[other] { $n } alerts may not have been seen.
    }
today-slept-seen = Seen
today-empty = Nothing is owed
today-empty-say = No promise runs. New mail and calls appear here by what is due next.
today-empty-act = Log a call
today-call = Call
today-surveys-empty = None is due.
today-closed = Closed today
today-closed-until = Closed today, open again { $at }
today-now = now { $time }
today-day-says = { $late } late, { $more } more promises on this day
today-hidden = { $n } more on this day without a label
today-failed = Today could not be fetched.
