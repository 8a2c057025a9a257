# Policies: packs as documents, values, tables, versions, drafts, "try it".
policy-title = Policies
policy-packs = Packs
policy-chapters = Chapters
policy-views = Part of the policy
policy-view-document = Document
policy-view-tables = Tables
policy-view-calendars = Calendars
policy-view-versions = Versions
policy-in-force = version { $version }, in force since { $day }
policy-reading-version = version { $version }, { $state }
policy-version = Version { $version }
policy-draft = Draft { $version }
policy-draft-mark = Draft { $version }
policy-nav-draft = { $version } → { $draft }
policy-state-draft = draft
policy-state-planned = in force later
policy-state-in-force = in force
policy-state-past = past
policy-document = Document { $document }
policy-translate = Translation
policy-clause = Clause
policy-clause-rows =
    { $n ->
        [one] Decided by one row of a table
       *[other] Decided by { $n } rows of tables
    }
policy-clause-no-value = No value of its own
policy-value = Value
policy-values = Values
policy-values-none = This pack has no values yet.
policy-amount = Amount
policy-from = From
policy-reading = Reading
policy-edit = Type over it
policy-edit-keys = Enter keeps it in the draft, Esc leaves it
policy-amount-wrong = A whole amount above zero, such as 2 h, 90 min or 7
policy-edit-not-found = This value could not be found in the pack’s text.
policy-locked = Only the version in force can be changed
policy-locked-draft = Draft { $version } stands: changes go there
policy-locked-text = The draft’s text can’t be read; mend it as text
policy-card-keep = Keep
policy-card-fits = Nothing new is wrong with this.
policy-quoted = “{ $what }”
policy-part-open = not said
policy-part-needed = A row says this: { $part }
policy-reading-in = Reading, { $language }
policy-note-in = Said to the customer, { $language }
policy-cell-change = { $what }: change it
policy-when-change = When it holds: change it
policy-when-always = in every case
policy-when-of = { $what } holds for
policy-target-acts = { $what }: more
policy-target-add = Another target below
policy-target-added = Added below: { $what }
policy-target-remove = Remove this target
policy-target-removed = Removed: { $what }
policy-or = { $first } or { $last }
policy-not = not { $what }
policy-on = yes
policy-off = no
policy-amount-service = { $amount } service
policy-amount-elapsed = { $amount }, all time
policy-amount-elapsed-service = { $amount } of service days
policy-amount-share = { $percent } % of { $of }
policy-amount-from = { $amount } from { $from }
policy-day-shipped = shipment
policy-day-purchased = purchase
policy-day-received = receipt
policy-day-requested = the request
policy-day-confirmed = confirmation
policy-day-sent = sending
policy-day-evidence = the evidence
policy-day-sent-back = sending back
policy-unit-days =
    { $n ->
        [one] { $n } day
       *[other] { $n } days
    }
policy-unit-months =
    { $n ->
        [one] { $n } month
       *[other] { $n } months
    }
policy-unit-orders =
    { $n ->
        [one] { $n } order
       *[other] { $n } orders
    }
policy-word-required = required
policy-word-if-needed = if needed
policy-word-none = none
policy-word-order-number = order number
policy-word-items = items
policy-word-reason = reason
policy-word-description = description
policy-word-evidence = evidence
policy-word-to-close = needed to close
policy-word-offered = offered
policy-clock-first-response = Response, first
policy-clock-next-response = Response, next
policy-clock-update = Update
policy-clock-solution = Solution
policy-clock-acknowledgement = Acknowledgement
policy-clock-delay-notice = Delay notice
policy-clock-complaint = Complaint
policy-clock-verification = Verification
policy-clock-refund = Refund
policy-clock-repair = Repair
policy-clock-return-sending = Sending of a return
policy-clock-evidence = Evidence
policy-clock-carrier-claim = Carrier claim
policy-clock-settlement = Settlement
policy-calendar-service = Service hours
policy-calendar-business = Business days
policy-number-reopen-days = Reopened within
policy-number-training-months = Training again after
policy-rule-one-owner = One owner
policy-rule-settle-before-close = Settlement before closing
policy-rule-form-before-close = Form before closing
policy-rule-serve-without-contract = Service without a contract
policy-rule-labour-free = Labour never charged
policy-rule-negotiation-first = Negotiation first
policy-rule-no-indirect-loss = No indirect loss
policy-rule-reason-after-handover = Reason after hand-over
policy-rule-consent-before-charged-repair = Consent before charged repair
policy-rule-payment-before-return = Payment before return
policy-rule-hold-incomplete = Incomplete ones are held
policy-rule-register-dissatisfaction = Dissatisfaction is a case
policy-rule-keep-suggestions = Suggestions are kept
policy-rule-train-staff = Staff are trained
policy-rule-remote-secrets-never = Remote passwords never kept
policy-rule-tell-of-delay = Told of a delay
policy-rule-notify-significant-changes = Told of significant changes
policy-survey-first = First survey
policy-survey-periodic = Long-term survey
policy-survey-months = Long-term survey
policy-survey-plan-days = Long-term survey, planned before
policy-survey-long-term-orders = Long-term from
policy-survey-long-term-months = Long-term within
policy-warranty-period = Warranty
policy-warranty-from-receipt = Warranty
policy-warranty-with-proof = Warranty, with proof
policy-warranty-without-proof = Warranty, without proof
policy-warranty-extension = After repair
policy-warranty-pauses = Pauses during repair
policy-return-window = Return window
policy-return-sending = Sent within
policy-return-evidence = Evidence within
policy-return-authorisation = Return number
policy-return-details = A return needs
policy-sort-warranty = Warranty, { $name }
policy-sort-template = Text: { $name }
policy-choice-category = Type
policy-choice-urgency = Urgency
policy-choice-complexity = Complexity
policy-choice-channel = Channel
policy-template-acknowledgement = Mail: acknowledgement
policy-template-reply = Mail: reply
policy-template-ask-details = Mail: asks for details
policy-template-delay-notice = Mail: delay
policy-template-return-instructions = Mail: return instructions
policy-template-refund-status = Mail: refund
policy-template-policy-change = Mail: policy changes
policy-template-repair-status = Mail: repair
policy-template-evidence-request = Mail: asks for evidence
policy-row = Row
policy-row-fired = this row answers
policy-row-acts-head = More
policy-row-acts = Row { $row }: more
policy-row-of = { $table }, row { $row }
policy-row-add = Add a row below
policy-row-added = Added: { $what }
policy-row-up = Move up
policy-row-down = Move down
policy-row-moved = Moved: { $what }
policy-row-remove = Remove the row
policy-row-removed = Removed: { $what }
policy-row-first = It is the first row
policy-row-last = It is the last row
policy-row-only = A table has at least one row
policy-rows-how = Arrows move, Enter changes a cell, Ins adds a row, Del removes it, Alt ↑ ↓ moves it
policy-gap-add = Add a row for it
policy-if = If
policy-then = Then
policy-table-size = { $rows } rows answer { $n } combinations
policy-tables-none = This pack decides nothing by table.
policy-tables-none-say = Its clauses set deadlines and rules; they stand in the document.
policy-wanted = , needed
policy-try = Try it
policy-try-say = Set what is known. What is open stays open.
policy-try-clear = Clear
policy-try-close = Close “try it”
policy-try-from = From { $label }
policy-try-failed = The answer could not be fetched.
policy-notice = Notice
policy-still-needed = Still needed: { $facts }
policy-deadlines = Deadlines from this notice
policy-deadlines-none = No deadline begins with it.
policy-normal = normally { $due }
policy-later = an earlier one holds
policy-try-in-force = The draft has problems, so version { $version } answers.
policy-band = Draft { $version } changes { $n ->
        [one] one value
       *[other] { $n } values
    }. Open cases keep version { $base }; new notices get version { $version } once it is published.
policy-band-show = { $n ->
        [one] Show it
       *[other] Show the { $n }
    }
policy-band-problems = Draft { $version } has { $n ->
        [one] one problem
       *[other] { $n } problems
    }. The version in force goes on.
policy-band-show-problems = Show them
policy-band-old = You read version { $version }. Version { $now } is in force.
policy-band-current = To the one in force
policy-band-beside = You read version { $version } as it is in force. Draft { $draft } stands beside it.
policy-band-draft = To the draft
policy-failed = The policies could not be fetched.
policy-failed-one = This policy could not be fetched.
policy-empty = No pack yet
policy-empty-say = The desk is set up with at least one.
policy-not-here = No such pack
policy-not-here-say = The desk has no pack { $id }.
policy-draft-kept = Kept in the draft: { $what }
policy-draft-saved = Draft saved
policy-dropped = Draft { $version } dropped
policy-no-draft = There is no draft
policy-versions = Versions
policy-draft-from = from version { $base }, saved { $at }
policy-draft-changes = { $n ->
        [0] Nothing differs yet
        [one] One change
       *[other] { $n } changes
    }
policy-edit-text = Edit as text
policy-begin = Begins a draft; the version in force goes on until you publish.
policy-drop = Drop the draft
policy-publish = Preview and publish…
policy-read = Read
policy-from-instant = From { $at }
policy-published = published { $at } by { $who }
policy-shipped = came with the program
policy-keeps = { $n ->
        [one] one open case keeps it
       *[other] { $n } open cases keep it
    }
policy-notice-prepared = change notice prepared for { $n }
policy-compare = What changes
policy-compare-from = Older version
policy-compare-to = Newer version
policy-compare-same = Choose two versions that differ.
policy-compare-none = Nothing differs between them.
policy-diff-failed = The versions could not be compared.
policy-compare-with = Compare with
policy-compare-no = no other version
policy-compare-in-force = Version { $version }, in force
policy-comparing = Being compared…
policy-was = was:{" "}
policy-mark-changed = changed
policy-mark-added = new
policy-mark-removed = gone
policy-differs-changed = { $n ->
        [one] one row changed
       *[other] { $n } rows changed
    }
policy-differs-added = { $n ->
        [one] one row new
       *[other] { $n } rows new
    }
policy-differs-removed = { $n ->
        [one] one row gone
       *[other] { $n } rows gone
    }
policy-differs-none = No row differs from version { $version }.
policy-differs-only = Only what differs
policy-table-added = a new table
policy-table-removed = this table is gone
policy-changes = Changes
policy-change-what = What
policy-change-was = Before
policy-change-now = Then
policy-change-for = for { $whom }
policy-change-for-all = for everybody
policy-change-nothing = nothing
policy-change-gone = no longer
policy-change-reading = read as: { $reading }
policy-change-house = of the house
policy-text = The draft as text
policy-text-close = Close the text
policy-text-theirs = The draft was changed meanwhile by somebody else. Your text stands here as you wrote it.
policy-text-keep-mine = Keep mine
policy-text-take-theirs = Take theirs
policy-text-settle = Somebody else changed the draft meanwhile: choose above first.
policy-save = Save the draft
policy-saved-already = Nothing new to save
policy-unsaved = not saved
policy-kept = saved
policy-check-failed = The text could not be examined.
policy-problems = { $n ->
        [one] One problem
       *[other] { $n } problems
    }
policy-checked = Checked: { $n } combinations, each has exactly one answer.
policy-checking = Being examined…
policy-at = Line { $line }, { $column }
policy-input = Shown by: { $input }.
policy-leave = The text is not saved
policy-leave-say = Saving keeps it in the draft, problems and all.
policy-leave-drop = Leave it without saving
# Problems of a pack, by code. What the program knows beyond these comes with its own words.
policy-problem-unexpected = “{ $found }” can’t stand here. (TOML: { $detail })
policy-problem-unquoted = “{ $found }” needs quotation marks.
policy-problem-unfinished = { $wanted ->
    [value] A value is missing here.
    [nothing] Something is missing here. (TOML: { $detail })
   *[other] “{ $wanted }” is missing here.
  }
policy-problem-duplicate-key = The key “{ $key }” stands here already.
policy-problem-syntax = This can’t be read as TOML. ({ $detail })
policy-problem-unknown-key = There is no key “{ $key }” here. Those that there are: { $known }.
policy-problem-unknown-word = “{ $word }” is none of the words that can stand here: { $known }.
policy-problem-wrong-type = { $wanted ->
    [text] A text in quotation marks is wanted here
    [number] A number is wanted here
    [flag] true or false is wanted here
    [list] A list in square brackets is wanted here
    [table] A table of keys is wanted here
    [word] One of the pack’s words in quotation marks is wanted here
    [day] An instant such as "2026-01-01T00:00:00+08:00" is wanted here
   *[other] Another sort of value is wanted here
  }, not { $found ->
    [text] a text
    [number] a number
    [flag] true or false
    [list] a list
    [table] a table
    [day] a day
   *[other] this
  }.
policy-problem-amount = A clock of the kind “{ $kind }” takes { $takes }, and no other amount.
policy-problem-shape = This can’t stand here in a pack. ({ $detail })
policy-problem-missing = The key “{ $key }” is missing here.
policy-problem-no-clause = Clause { $clause } does not stand in the pack.
policy-problem-no-section = Clause { $clause } stands in chapter { $section }, which the pack does not list.
policy-problem-twice = “{ $id }” stands here twice.
policy-problem-no-words = The text is empty in the language { $language }.
policy-problem-no-currency = “{ $currency }” is not a currency.
policy-problem-no-service = The pack has no calendar “service”.
policy-problem-never-opens = This calendar never opens.
policy-problem-calendar = This calendar cannot be: { $detail }.
policy-problem-gap = No row of table { $table } answers.
policy-problem-overlap = Rows { $first } and { $second } of table { $table } answer the same.
policy-problem-unreachable = Row { $row } of table { $table } never answers.
policy-problem-input = Table { $table } cannot ask for “{ $fact }” here.
policy-problem-not-asked = Row { $row } of table { $table } has a condition on “{ $fact }”, which the table does not ask for.
policy-problem-too-wide = Table { $table } has too many combinations.
policy-problem-answer = Row { $row } of table { $table } does not answer what it decides: { $decides }.
policy-problem-no-group = The pack has no group “{ $group }”.
policy-problem-no-word = “{ $fact }” knows no “{ $word }”.
policy-problem-never-holds = This never holds: the pack offers none of these words of “{ $fact }”.
policy-problem-never-stops = Nothing under this pack starts and stops the clock { $clock }.
policy-problem-no-share = The clock { $clock } is a share of { $of }, which has no time to share.
policy-problem-no-field = The text names an unknown field: { $field }.
policy-problem-no-period = No warranty period holds.
policy-problem-two-periods = Two warranty periods hold: { $first } and { $second }.
policy-problem-out-of-range = { $value } makes no promise: from { $least } to { $most } can be counted.
policy-problem-bad-id = “{ $id }” is no name of a pack: small letters, figures and hyphens, at most 40.
policy-problem-other-pack = This is the text of { $id }, not of { $wanted }.
policy-problem-too-long = The text is longer than any pack: at most { $most } bytes.
policy-problem-other = { $code }: { $detail }
policy-publish-title = { $name }: publish version { $version }
policy-effective = Holds from, in { $city }
policy-effective-help = Notices from then on get it.
policy-effective-wrong = A day and time to come
policy-preview-failed = The preview could not be made.
policy-changes-title = { $n ->
        [one] One change
       *[other] { $n } changes
    }
policy-no-changes = Nothing differs from the version in force.
policy-who = Who gets what
policy-open-keep = { $n ->
        [one] The open case keeps version { $base }, and so does each notice until then.
       *[other] The { $n } open cases keep version { $base }, and so does each notice until then.
    }
policy-new-get = Notices from that instant on get version { $version }.
policy-notice-title = Change notice
policy-notice-not = Nothing changes that customers feel, so nobody is told.
policy-notice-not-asked = This pack does not promise a notice of changes, so none is prepared.
policy-notice-prepare = Prepare the notice for { $n } registered customers
policy-notice-rule = Every registered customer with a mail address, once, in their language. { $none } have no address.
policy-notice-language = Language of the notice
policy-publish-say = A published version stays readable for ever and can’t be taken back; another one can follow it.
policy-publish-act = Publish
policy-published-now = Version { $version } is published
act-policy-try = Try facts on the policy
act-policy-publish = Preview and publish the draft
act-policy-save = Save the draft’s text
act-policy-translate = Show the translation
act-policy-document = Document
act-policy-tables = Tables
act-policy-calendars = Calendars
act-policy-versions = Versions
policy-weekday-1 = Mon
policy-weekday-2 = Tue
policy-weekday-3 = Wed
policy-weekday-4 = Thu
policy-weekday-5 = Fri
policy-weekday-6 = Sat
policy-weekday-7 = Sun
# What change notices and the command line say.
policy-say-service = { $amount } service
policy-say-elapsed = { $amount }, all time
policy-say-elapsed-service = { $amount } of service days
policy-say-business-days =
    { $n ->
        [one] { $n } business day
       *[other] { $n } business days
    }
policy-say-natural-days =
    { $n ->
        [one] { $n } natural day
       *[other] { $n } natural days
    }
policy-say-changed = { $what }: { $was } → { $now }
policy-say-added = { $what }: new, { $now }
policy-say-removed = { $what }: no longer ({ $was })
policy-say-reading = { $what }: reading or source
policy-say-stated = stated
policy-say-chosen = chosen
policy-say-checked = { $id } version { $version }: no problem; { $n } combinations, each with exactly one answer
policy-say-problems = { $file }: { $n ->
        [one] one problem
       *[other] { $n } problems
    }
policy-say-for-new = Holds for notices from { $at }; open cases keep their version.
policy-say-nothing = Nothing differs.
policy-notice-subject = Our service policy changes on {"{{"} policy.effective {"}}"}
policy-notice-body =
    Dear {"{{"} customer.name {"}}"},

    our service policy changes on {"{{"} policy.effective {"}}"}:

    {"{{"} policy.changes {"}}"}

    Requests that reach us before that day are served under the policy of today.

    {"{{"} brand.name {"}}"}
