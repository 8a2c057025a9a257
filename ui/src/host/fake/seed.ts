/** A dozen believable cases for the example desk in memory. No real person, house or address stands here. */
import type {
  CasePage,
  CaseRow,
  Channel,
  ClockName,
  ClockView,
  CustomerCard,
  Happened,
  OrderView,
  StaffMember,
  SurveyRow,
  TaskView,
  TimelineEntry,
} from '../../data/api.gen';

/** Monday 23 November 2026, 15:42 in Shanghai. */
export const NOW = Date.parse('2026-11-23T07:42:00Z');
const MIN = 60_000;
export const at = (minutes: number): string => new Date(NOW + minutes * MIN).toISOString();

export const staff: StaffMember[] = [
  { id: 's-1', name: 'Marketing service', initials: 'MS', group: 'marketing' },
  { id: 's-2', name: 'Technical support', initials: 'TS', group: 'technical' },
  { id: 's-3', name: 'Design desk', initials: 'DD', group: 'design' },
];
export const me = staff[0] as StaffMember;
const technical = staff[1] as StaffMember;

/** Something to do, set so many minutes from now. */
const task = (id: string, what: string, set: number, due: number | null, more: Partial<TaskView> = {}): TaskView => ({
  id,
  sort: 'todo',
  what,
  due: due === null ? null : at(due),
  owner: me,
  set_at: at(set),
  ended_at: null,
  end: null,
  ...more,
});
/** The entry of one that was just set. */
const taskSet = (one: TaskView, by: StaffMember | null = me): TimelineEntry =>
  entry(
    (Date.parse(one.set_at) - NOW) / MIN,
    {
      type: 'task_set',
      sort: one.sort,
      what: one.what,
      due: one.due,
      owner: one.owner,
      again: false,
    },
    by,
  );

const HOURS: Partial<Record<ClockName, number>> = { first_response: 2, next_response: 2, update: 8, solution: 24 };

/** A running clock that began and falls due so many minutes from now. */
export function clock(name: ClockName, started: number, due: number | null, more: Partial<ClockView> = {}): ClockView {
  const late = due !== null && due < 0;
  const used = due === null ? 400 : Math.round((-started / (due - started)) * 1000);
  return {
    clock: name,
    cycle: 1,
    state: late ? 'breached' : 'running',
    started: at(started),
    due: due === null ? null : at(due),
    warn_at: due === null ? null : at(started + (due - started) * 0.75),
    stopped: null,
    breached_at: late ? at(due) : null,
    paused_since: null,
    pause_reason: null,
    used_permille: used,
    measure: {
      kind: name === 'solution' ? 'elapsed_service' : 'service',
      seconds: (HOURS[name] ?? 24) * 3600,
      days: null,
    },
    clause: name === 'solution' ? 'HX-7' : name === 'update' ? '' : 'HX-6',
    stated: name === 'first_response' || name === 'solution',
    ...more,
  };
}
const met = (
  name: ClockName,
  started: number,
  stopped: number,
  due: number,
  more: Partial<ClockView> = {},
): ClockView =>
  clock(name, started, due, {
    state: 'met',
    stopped: at(stopped),
    breached_at: null,
    used_permille: Math.round(((stopped - started) / (due - started)) * 1000),
    ...more,
  });
const paused = (since: number, started: number): ClockView =>
  clock('solution', started, null, {
    state: 'paused',
    paused_since: at(since),
    pause_reason: 'customer',
    used_permille: 420,
  });

export const customer = (id: string, name: string, more: Partial<CustomerCard> = {}): CustomerCard => ({
  id,
  name,
  contact: 'Purchasing',
  language: 'en',
  zone: null,
  country: null,
  emails: [],
  phones: [],
  contract: null,
  without_contract: true,
  long_term: false,
  survey: null,
  open_cases: 1,
  ...more,
});

const survey = (c: string, name: string, more: Partial<SurveyRow> = {}): SurveyRow => ({
  customer: c,
  name,
  duty: 'periodic',
  form: 'service',
  since: '2026-07-09',
  planned_on: '2026-12-26',
  last_day: '2027-01-09',
  state: 'planned',
  sent_on: null,
  clause: 'HX-17',
  because: '',
  ...more,
});
export const surveys: SurveyRow[] = [
  survey('c-heming', '和鸣贸易', {
    since: '2026-05-20',
    planned_on: '2026-11-06',
    last_day: '2026-11-20',
    state: 'late',
  }),
  survey('c-ostrel', 'Ostrel Hotels', {
    duty: 'first',
    since: '2026-11-16',
    planned_on: '2026-11-23',
    last_day: '2026-11-23',
    state: 'due',
    clause: 'HX-15',
    because: 'OR-2026-207',
  }),
  survey('c-corvane', 'Corvane Cosmetics', {
    duty: 'first',
    form: 'project',
    since: '2026-11-19',
    planned_on: '2026-11-26',
    last_day: '2026-11-26',
    state: 'planned',
    clause: 'HX-15',
    because: 'OR-2026-214',
  }),
  survey('c-tidemark', 'Tidemark Travel Retail'),
];

export const customers: CustomerCard[] = [
  customer('c-tidemark', 'Tidemark Travel Retail', {
    zone: 'Australia/Melbourne',
    country: 'AU',
    emails: ['purchasing@tidemark.example.com'],
    phones: ['+61 3 5550 0142'],
    contract: { id: 'k-1', number: 'CT-2026-031', signed_on: '2026-03-12', completed_on: null },
    without_contract: false,
    long_term: true,
    survey: surveys[3] as SurveyRow,
    open_cases: 2,
  }),
  customer('c-qinghe', '青禾礼品', {
    language: 'zh',
    zone: 'Asia/Shanghai',
    country: 'CN',
    emails: ['service@qinghe.example.cn'],
    phones: ['+86 20 5550 0187'],
    contact: '采购',
  }),
  customer('c-corvane', 'Corvane Cosmetics', {
    zone: 'Europe/Paris',
    country: 'FR',
    emails: ['brand@corvane.example.com'],
    contract: { id: 'k-2', number: 'CT-2026-044', signed_on: '2026-09-02', completed_on: null },
    without_contract: false,
    survey: surveys[2] as SurveyRow,
  }),
  customer('c-pellworm', 'Pellworm Luggage', {
    zone: 'Europe/Berlin',
    country: 'DE',
    emails: ['service@pellworm.example.com'],
    phones: ['+49 30 5550 0176'],
    contract: { id: 'k-3', number: 'CT-2025-118', signed_on: '2025-11-04', completed_on: null },
    without_contract: false,
    open_cases: 2,
  }),
  customer('c-heming', '和鸣贸易', {
    language: 'zh',
    zone: 'Asia/Shanghai',
    country: 'CN',
    emails: ['kefu@heming.example.cn'],
    phones: ['+86 755 5550 0113'],
    long_term: true,
    survey: surveys[0] as SurveyRow,
  }),
  customer('c-ostrel', 'Ostrel Hotels', {
    zone: 'Europe/Lisbon',
    country: 'PT',
    emails: ['supplies@ostrel.example.com'],
    survey: surveys[1] as SurveyRow,
  }),
];

export const orders: Record<string, OrderView[]> = {
  'c-tidemark': [
    {
      id: 'o-1',
      number: 'OR-2026-155',
      contract: 'k-1',
      goods: 'Vanity case VC-22, black, 5,000',
      customised: false,
      ordered_on: '2026-03-12',
      received_on: '2026-08-14',
      completed_on: '2026-08-14',
    },
    {
      id: 'o-2',
      number: 'OR-2026-201',
      contract: 'k-1',
      goods: 'Carry-on CO-40, olive, 1,200',
      customised: true,
      ordered_on: '2026-09-30',
      received_on: null,
      completed_on: null,
    },
  ],
  'c-corvane': [
    {
      id: 'o-3',
      number: 'OR-2026-214',
      contract: 'k-2',
      goods: 'Brush roll BR-7 with logo plate, 12,000',
      customised: true,
      ordered_on: '2026-09-02',
      received_on: '2026-11-18',
      completed_on: '2026-11-19',
    },
  ],
};

export interface FakeCase extends Omit<CasePage, 'acts' | 'now' | 'as_of' | 'form_owed' | 'reopen_days'> {
  party: string;
  last: Channel;
}

let seq = 0;
export const entry = (minutes: number, what: Happened, by: StaffMember | null = null): TimelineEntry => ({
  seq: ++seq,
  at: at(minutes),
  entered_at: null,
  by,
  what,
});
export const received = (
  minutes: number,
  from: string,
  name: string,
  subject: string,
  text: string,
  more: Partial<Extract<Happened, { type: 'received' }>> = {},
): TimelineEntry =>
  entry(minutes, {
    type: 'received',
    channel: 'mail',
    sort: 'message',
    from,
    name,
    subject,
    text,
    problems: [],
    original: true,
    files: [],
    erased: false,
    ...more,
  });

interface Short {
  n: number;
  subject: string;
  party: string;
  customer?: string;
  address?: string;
  text: string;
  received: number;
  clocks: ClockView[];
  more?: Partial<FakeCase>;
}

function made(s: Short): FakeCase {
  const card = customers.find((c) => c.id === s.customer) ?? null;
  const address = s.address ?? card?.emails[0] ?? 'customer@example.com';
  const opened = entry(s.received, { type: 'opened', pack: 'hx-leather', version: 1, continues: null });
  const ask = received(s.received, address, s.party, s.subject, s.text);
  return {
    id: `case-${s.n}`,
    label: `C-${s.n}`,
    subject: s.subject,
    status: 'open',
    category: 'product_quality',
    urgency: 'normal',
    complexity: 'general',
    channel: 'mail',
    language: card?.language ?? 'en',
    owner: me,
    group: null,
    pack: 'hx-leather',
    pack_version: 1,
    clocks: s.clocks,
    timeline: [opened, ask],
    unanswered: ask.seq,
    waiting_for: null,
    reply_to: { address, name: s.party },
    customer: card,
    correspondent: card ? null : { address, name: s.party },
    suggestions: [],
    tasks: [],
    files: [],
    forms: [],
    draft: '',
    party: card?.name ?? s.party,
    last: 'mail',
    ...s.more,
  };
}

const DAY = 1440;

function tidemark(): FakeCase {
  const from = 'purchasing@tidemark.example.com';
  // The mail's day is Friday 20 November, 10:12 and on.
  const friday = -3 * DAY - 330;
  const photographs = 'Three photographs: stopper, pull, carton label';
  const tasks = [
    // Monday 09:00; the mail of 09:24 left nothing to ask for.
    task('task-photographs', photographs, friday + 419, -402, {
      sort: 'reminder',
      ended_at: at(-378),
      end: 'overtaken',
    }),
    task('task-report', 'Get the torque report of batch Z-117 from the zip supplier', -276, -72),
    task('task-pulls', 'Send the 400 replacement pulls', -275, 3 * DAY - 402, { owner: technical }),
  ];
  const [photos, report, pulls] = tasks as [TaskView, TaskView, TaskView];
  const timeline = [
    entry(friday, { type: 'opened', pack: 'hx-leather', version: 1, continues: null }),
    entry(
      friday,
      {
        type: 'call',
        direction: 'in',
        taken: true,
        number: '+61 3 5550 0142',
        name: 'Purchasing',
        line: 'Pullers slide off the chain at the last two centimetres, 320 of 5,000 pieces, lot 2026-07. Sold as carry-on, packed full.',
        seconds: 400,
      },
      technical,
    ),
    entry(
      friday + 8,
      {
        type: 'classified',
        category: 'product_quality',
        urgency: 'high',
        complexity: 'general',
        was: null,
        reason: null,
      },
      technical,
    ),
    entry(
      friday + 19,
      {
        type: 'form_filed',
        form: 'f-318',
        sort: 'customer-information',
        number: 'CIP-2026-0318',
        pages: 1,
        pdf_hash: '9f3c5b2a77d0e1418cc9a71e9f3c5b2a77d0e1418cc9a71e9f3c5b2a77d0a71e',
      },
      technical,
    ),
    entry(
      friday + 28,
      {
        type: 'classified',
        category: 'product_quality',
        urgency: 'high',
        complexity: 'complex',
        was: 'general',
        reason: 'the zip supplier has to inspect the lot',
      },
      technical,
    ),
    entry(
      friday + 418,
      {
        type: 'sent',
        channel: 'mail',
        how: 'person_said',
        to: from,
        subject: 'Re: Zip pulls come off when the case is packed full',
        text: 'Dear Purchasing,\n\nto settle this in one go we need three photographs: the end of the chain with the stopper, the back of the pull, and the label of the carton.',
        files: [],
        original: false,
      },
      me,
    ),
    entry(friday + 419, { type: 'waiting', reason: 'customer', what: photographs }, me),
    taskSet(photos),
    received(
      -378,
      from,
      'Purchasing, Tidemark',
      'Photos of the zips',
      'Here are the three photographs. The top stopper is missing on each case that we opened, cartons 41 to 66.',
      {
        files: [
          { sha256: 'a1', name: 'stopper-03-12.jpg', mime: 'image/jpeg', size: 2_100_000, seq: 8 },
          { sha256: 'a2', name: 'pull-back.jpg', mime: 'image/jpeg', size: 1_840_000, seq: 8 },
          { sha256: 'a3', name: 'carton-label.jpg', mime: 'image/jpeg', size: 960_000, seq: 8 },
        ],
      },
    ),
    entry(
      -318,
      {
        type: 'call',
        direction: 'out',
        taken: true,
        number: '+61 3 5550 0142',
        name: 'Purchasing',
        line: 'Went through the photographs; supplier will be asked today.',
        seconds: 952,
      },
      technical,
    ),
    entry(
      -277,
      {
        type: 'note',
        text: 'Supplier confirms: stopper crimp of batch Z-117 below torque. 400 replacement pulls can leave Thursday.',
      },
      technical,
    ),
    taskSet(report),
    taskSet(pulls),
    received(
      -152,
      from,
      'Purchasing, Tidemark',
      'Re: Zip pulls come off when the case is packed full',
      'Thank you for this morning. Our Melbourne store opens on 1 December and 96 of the affected cases are meant for it.\n\nCan you tell us today whether replacement pulls reach us before Friday, and whether our own staff may fit them without losing the warranty?',
    ),
  ];
  const ask = timeline.at(-1) as TimelineEntry;
  return {
    ...made({
      n: 4127,
      subject: 'Zip pulls come off when the case is packed full',
      party: 'Purchasing',
      customer: 'c-tidemark',
      text: '',
      received: friday,
      clocks: [],
    }),
    urgency: 'high',
    complexity: 'complex',
    channel: 'telephone',
    timeline,
    unanswered: ask.seq,
    reply_to: { address: from, name: 'Purchasing' },
    clocks: [
      clock('next_response', -152, -32, { cycle: 3, stated: false }),
      clock('update', -362, 118, { stated: false, clause: 'HX-6' }),
      clock('solution', friday, 2 * DAY - 402, {
        measure: { kind: 'elapsed_service', seconds: 48 * 3600, days: null },
        used_permille: 280,
      }),
      met('first_response', friday, friday, friday + 120),
    ],
    tasks,
    files: (timeline.find((one) => one.what.type === 'received')?.what as Extract<Happened, { type: 'received' }>)
      .files,
    forms: [
      {
        id: 'f-318',
        sort: 'customer-information',
        number: 'CIP-2026-0318',
        filed_at: at(friday + 19),
        by: technical,
        pdf_hash: '9f3c5b2a77d0e1418cc9a71e9f3c5b2a77d0e1418cc9a71e9f3c5b2a77d0a71e',
        template: 1,
        pages: 1,
        paper: 'a4',
        languages: 'both',
      },
    ],
  };
}

export function seed(): FakeCase[] {
  seq = 0;
  const callBack = task('task-call-back', 'Pellworm Luggage · +49 30 5550 0176', -79, null, { sort: 'call_back' });
  const hinge = 'Photos of the torn hinge';
  const waiting = (what: string): Partial<FakeCase> => ({ status: 'waiting', unanswered: null, waiting_for: what });
  return [
    tidemark(),
    made({
      n: 4133,
      subject: '内衬颜色与确认样不符',
      party: '采购',
      customer: 'c-qinghe',
      text: '今天到的 600 只化妆包，内衬比确认样偏红。麻烦尽快确认能否换货，客户周五要货。',
      received: -128,
      clocks: [clock('first_response', -128, -8), clock('solution', -128, 1312)],
    }),
    made({
      n: 4129,
      subject: 'Custom logo plate, 12,000 pieces',
      party: 'Brand desk',
      customer: 'c-corvane',
      text: 'Could you offer 12,000 logo plates in brushed brass for the spring roll, with a sample before the holidays?',
      received: -454,
      clocks: [
        clock('solution', -454, 26, { measure: { kind: 'service', seconds: 28800, days: null }, clause: 'HX-8' }),
      ],
      more: { category: 'customisation', unanswered: null },
    }),
    made({
      n: 4131,
      subject: 'Call back: wheel housing cracks',
      party: 'Pellworm Luggage',
      customer: 'c-pellworm',
      text: '',
      received: -79,
      clocks: [clock('first_response', -79, 31), clock('solution', -79, 1361)],
      more: {
        channel: 'telephone',
        last: 'telephone',
        tasks: [callBack],
        timeline: [
          entry(-79, { type: 'opened', pack: 'hx-leather', version: 1, continues: null }),
          entry(-79, {
            type: 'call',
            direction: 'in',
            taken: false,
            number: '+49 30 5550 0176',
            name: 'Pellworm Luggage',
            line: 'Call back: wheel housing',
            seconds: 0,
          }),
          taskSet(callBack, null),
        ],
      },
    }),
    made({
      n: 4130,
      subject: 'Short delivery, carton 18',
      party: 'Yunlan Duty Free',
      address: 'stores@yunlan.example.com',
      text: 'Carton 18 of delivery 2026-11-17 holds 22 pieces, the packing list says 24.',
      received: -26,
      clocks: [clock('first_response', -26, 94), clock('solution', -26, 1414)],
      more: {
        category: 'delivery',
        suggestions: [
          {
            id: 'c-heming',
            name: '和鸣贸易',
            email: 'kefu@heming.example.cn',
            phone: null,
            language: 'zh',
            open_cases: 1,
            orders: 3,
            long_term: true,
          },
        ],
      },
    }),
    made({
      n: 4134,
      subject: 'Handle stitching on the first article',
      party: 'Studio Ferrant',
      address: 'atelier@ferrant.example.com',
      text: 'The stitch length on the handle is 3 mm, the drawing says 2.5 mm. Is the first article the final one?',
      received: -9,
      clocks: [clock('first_response', -9, 111), clock('solution', -9, 1431)],
      more: { category: null },
    }),
    made({
      n: 4118,
      subject: 'Mirror loose in vanity lid',
      party: 'Northlight Salons',
      address: 'orders@northlight.example.com',
      text: 'The mirror comes loose in four of forty lids.',
      received: -1180,
      clocks: [clock('solution', -1180, 260), met('first_response', -1180, -1100, -1060)],
      more: { unanswered: null },
    }),
    made({
      n: 4121,
      subject: '海运后皮面发霉',
      party: '客服',
      customer: 'c-heming',
      text: '整柜打开后约 5% 皮面有霉点，已拍照。',
      received: -900,
      clocks: [clock('solution', -900, 1128), met('first_response', -900, -870, -780)],
      more: { unanswered: null, complexity: 'complex', channel: 'telephone', last: 'telephone' },
    }),
    made({
      n: 4109,
      subject: 'On-site check, amenity kits',
      party: 'Supplies',
      customer: 'c-ostrel',
      text: 'Wednesday suits us for the check of the amenity kits.',
      received: -1500,
      clocks: [clock('solution', -1500, 2478), met('first_response', -1500, -1470, -1380)],
      more: { unanswered: null, last: 'on_site' },
    }),
    made({
      n: 4098,
      subject: 'Torn hinge on two beauty boxes',
      party: 'Atelier Vosk',
      address: 'atelier@vosk.example.com',
      text: 'Two hinges are torn.',
      received: -2 * DAY - 300,
      clocks: [paused(-2 * DAY - 120, -2 * DAY - 300)],
      more: {
        ...waiting(hinge),
        // Tomorrow 09:00.
        tasks: [task('task-hinge', hinge, -2 * DAY - 120, DAY - 402, { sort: 'reminder' })],
      },
    }),
    made({
      n: 4087,
      subject: '受影响数量待确认',
      party: '白樾服饰',
      address: 'kefu@baiyue.example.cn',
      text: '扣件生锈。',
      received: -5 * DAY,
      clocks: [paused(-4 * DAY - 60, -5 * DAY)],
      more: { ...waiting('受影响的数量'), language: 'zh' },
    }),
    made({
      n: 4076,
      subject: 'Spare keys for TC-40',
      party: 'Pellworm Luggage',
      customer: 'c-pellworm',
      text: 'We need 40 spare keys.',
      received: -6 * DAY,
      clocks: [met('solution', -6 * DAY, -5 * DAY, -4 * DAY)],
      more: { status: 'solved', unanswered: null, category: 'order' },
    }),
    made({
      n: 4051,
      subject: 'Care of vegetable-tanned leather',
      party: 'Linden Concept',
      address: 'shop@linden.example.com',
      text: 'How should the leather be cared for?',
      received: -9 * DAY,
      clocks: [met('solution', -9 * DAY, -9 * DAY + 200, -8 * DAY)],
      more: { status: 'closed', unanswered: null, category: 'use' },
    }),
  ];
}

/** So many further cases, for lists longer than a page. */
export function many(count: number): FakeCase[] {
  return Array.from({ length: count }, (_, i) =>
    made({
      n: 5000 + i,
      subject: `Order ${i + 1}: carton labels`,
      party: `Customer ${i + 1}`,
      text: 'Which label belongs on the outer carton?',
      received: -60 - i,
      clocks: [clock('solution', -60 - i, 3000 + i)],
    }),
  );
}

/** The clock that a list shows: the most urgent one that still counts, else the paused one, else the last that stopped. */
export function nextClock(clocks: ClockView[]): ClockView | null {
  const open = clocks
    .filter((c) => !c.stopped && c.due)
    .sort((a, b) => Date.parse(a.due as string) - Date.parse(b.due as string));
  return open[0] ?? clocks.find((c) => c.state === 'paused') ?? clocks[0] ?? null;
}

export const row = (c: FakeCase): CaseRow => ({
  id: c.id,
  label: c.label,
  subject: c.subject,
  party: c.customer?.name ?? c.party,
  channel: c.last,
  status: c.status,
  unanswered: c.unanswered !== null,
  next: nextClock(c.clocks),
  owner: c.owner.initials,
  urgency: c.urgency,
});
