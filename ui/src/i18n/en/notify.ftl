# Alerts on the desktop. The program itself reads this file, so it holds nothing that only the window knows.

notify-clock-first_response = Response
notify-clock-next_response = Response
notify-clock-update = Update
notify-clock-solution = Solution
notify-clock-acknowledgement = Confirmation
notify-clock-delay_notice = Delay notice
notify-clock-complaint = Complaint
notify-clock-verification = Verification
notify-clock-refund = Refund
notify-clock-repair = Repair
notify-clock-return_sending = Return sent
notify-clock-evidence = Evidence
notify-clock-carrier_claim = Carrier claim
notify-clock-settlement = Settlement

notify-minutes = { $minutes } min
notify-hours = { $hours } h
notify-hours-minutes = { $hours } h { $minutes } min

notify-soon-title = { $label } · { $clock }: { $left } left
notify-soon-body = { $party } · { $subject } · due { $due }
notify-late-title = { $label } · { $clock } is late
notify-late-body = { $party } · { $subject } · was due { $due }

notify-task-title = { $label } · { $what }
notify-task-body = { $party } · { $subject }
notify-routed-title = { $label } · pressing, passed on
notify-routed-body = { $party } · { $subject }

notify-summary-title = { $count ->
    [one] 1 deadline while nobody looked
   *[other] { $count } deadlines while nobody looked
}
notify-summary-body = { $late } late, { $soon } still open. First: { $label } · { $party }
