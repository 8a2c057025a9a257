/** The packs of the example desk: the leather factory's in full, the others short. Made up where the real ones say more. */
import type { Amount, Both, Condition, FactView } from '../../data/api.gen';

type When = Record<string, string[]>;
type Answer = Record<string, string | string[]>;
/** One value: where it stands, what it is, its amount, clause, stated or chosen, reading. */
export interface Val {
  key: string;
  sort: 'clock' | 'calendar' | 'number' | 'rule' | 'survey' | 'warranty' | 'return' | 'group' | 'form' | 'template';
  code: string;
  name?: Both;
  when?: When;
  amount: Amount;
  field?: string;
  clause: string;
  stated: boolean;
  reading: [string, string];
}
export interface Row {
  when: When;
  answer: Answer;
  clause: string;
  stated: boolean;
  reading: [string, string];
  note?: [string, string];
}
export interface Table {
  id: string;
  decides: string;
  title: [string, string];
  inputs: string[];
  rows: Row[];
}
export interface FakePack {
  id: string;
  name: Both;
  document: string;
  sections: [string, string, string][];
  clauses: [string, string, string, string][];
  values: Val[];
  tables: Table[];
  facts: Record<string, string[]>;
  days: string[];
}

const service = (seconds: number): Amount => ({
  type: 'measure',
  measure: { kind: 'service', seconds, days: null },
  pauses: false,
  warn: null,
});
const elapsed = (seconds: number): Amount => ({
  type: 'measure',
  measure: { kind: 'elapsed_service', seconds, days: null },
  pauses: true,
  warn: null,
});
const workdays = (days: number): Amount => ({
  type: 'measure',
  measure: { kind: 'business_days', seconds: null, days },
  pauses: false,
  warn: null,
});
const natural = (days: number): Amount => ({
  type: 'measure',
  measure: { kind: 'natural_days', seconds: null, days },
  pauses: false,
  warn: null,
});
const number = (value: number, unit: string): Amount => ({ type: 'number', value, unit });
const on: Amount = { type: 'flag', on: true };
const week = (from: string, to: string, last = 5, zone = 'Asia/Shanghai'): Amount => ({
  type: 'hours',
  days: [
    { first: 1, last, hours: [[from, to]] },
    ...(last < 7 ? [{ first: last + 1, last: 7, hours: [] as [string, string][] }] : []),
  ],
  zone,
  public_days: zone === 'Asia/Shanghai' ? 'cn' : null,
});

export const CAUSES = [
  'design',
  'material',
  'workmanship',
  'our_error',
  'transport',
  'human',
  'environment',
  'improper_use',
  'undetermined',
];
const ours = ['design', 'material', 'workmanship', 'our_error'];
const theirs = ['transport', 'human', 'environment'];
const caseFacts = {
  channel: ['mail', 'telephone', 'video', 'remote', 'on_site', 'web', 'chat'],
  category: ['unclassified', 'product_quality', 'delivery', 'use', 'order', 'customisation', 'wholesale', 'other'],
  urgency: ['low', 'normal', 'high', 'stopped'],
  complexity: ['general', 'complex'],
};

const leather: FakePack = {
  id: 'hx-leather',
  name: { en: 'Leather factory', zh: '皮具工厂' },
  document: '001',
  sections: [
    ['1.1', 'What we commit to', '承诺内容'],
    ['1.2', 'Response time', '响应时间'],
    ['2.3', 'Methods and standards', '服务方式与标准'],
    ['2.4', 'Satisfaction survey', '满意度调查'],
    ['3.2', 'Scope of service', '服务范围'],
    ['3.3', 'Charges', '收费标准'],
  ],
  clauses: [
    ['HX-1', '1.1', 'timely, high-quality one-to-one after-sales service', '及时、优质的一对一售后服务'],
    [
      'HX-3',
      '1.1',
      'During the warranty period, the customer shall bear the losses caused by improper use and management by the customer, and our company will provide paid services',
      '保修期内，因客户使用、管理不当造成的损失由客户承担，我公司提供有偿服务',
    ],
    [
      'HX-4',
      '1.1',
      'If the responsibility cannot be distinguished, our company will provide services first and then negotiate the cost',
      '责任无法区分的，我公司先提供服务，再协商费用',
    ],
    [
      'HX-5',
      '1.2',
      'provide 5×12 hours of service after the purchase and sales contract is signed',
      '购销合同签订后提供 5×12 小时服务',
    ],
    ['HX-6', '1.2', 'Respond within 2 hours after receiving the notice', '接到通知后 2 小时内响应'],
    [
      'HX-7',
      '1.2',
      'provide solutions within 24 hours for general after-sales, and provide solutions within 48 hours for complex problems',
      '一般售后 24 小时内提供解决方案，复杂问题 48 小时内提供解决方案',
    ],
    [
      'HX-8',
      '2.3',
      'The relevant personnel will reply and provide professional solutions within 8 hours',
      '相关人员将在 8 小时内回复并提供专业解决方案',
    ],
    [
      'HX-11',
      '2.3',
      'Our company will record and classify all telephone problems, and transfer them to the corresponding technical support and service groups according to the type of telephone problems and the urgency of the incidents',
      '我公司将记录并分类所有电话问题，按问题类型与事件紧急程度转交相应的技术支持组与服务组',
    ],
    [
      'HX-12',
      '2.3',
      'file the customer feedback in the form of a “Customer Information Processing Form”',
      '将客户反馈以《客户信息处理单》形式存档',
    ],
    [
      'HX-15',
      '2.4',
      'After the contract/order/delivery is completed, the first-time customer must be issued a “Customer Service Satisfaction Survey” or “Customer Project Satisfaction Survey”',
      '合同、订单或交付完成后，必须向首次客户发放《客户服务满意度调查表》或《客户项目满意度调查表》',
    ],
    [
      'HX-17',
      '2.4',
      'for long-term customers, a satisfaction survey should be conducted at least once every six months',
      '对长期客户，满意度调查每六个月至少进行一次',
    ],
    [
      'HX-19',
      '3.2',
      'If the luggage has defects due to design, materials or craftsmanship during the warranty period, our company will provide a free solution',
      '保修期内箱包因设计、材料或工艺存在缺陷的，我公司免费解决',
    ],
    [
      'HX-20',
      '3.2',
      'For damage caused during transportation, human factors, etc., and product failures caused by application environment and improper user use, our company will charge corresponding fees according to the cost of inspection and maintenance',
      '因运输、人为因素等造成的损坏，以及因使用环境、用户使用不当造成的故障，我公司按检测与维修成本收取相应费用',
    ],
    [
      'HX-21',
      '3.3',
      'free telephone technical support after the service period expires. For other services, our company will only charge the necessary costs',
      '服务期满后免费提供电话技术支持；其他服务只收取必要成本',
    ],
    ['HX-22', '3.3', 'the warranty period', '保修期'],
  ],
  values: [
    {
      key: 'calendars.service',
      sort: 'calendar',
      code: 'service',
      name: { en: 'Shanghai service hours', zh: '上海服务时间' },
      amount: week('09:00', '21:00'),
      clause: 'HX-5',
      stated: false,
      reading: ['5×12 is Monday to Friday from nine to nine in Shanghai', '5×12 即上海时间周一至周五九点到二十一点'],
    },
    {
      key: 'rules[0]',
      sort: 'rule',
      code: 'one_owner',
      amount: on,
      field: 'on',
      clause: 'HX-1',
      stated: true,
      reading: ['Every case has exactly one owner', '每个案件只有一位负责人'],
    },
    {
      key: 'rules[1]',
      sort: 'rule',
      code: 'settle_before_close',
      amount: on,
      field: 'on',
      clause: 'HX-4',
      stated: true,
      reading: ['Who pays is agreed before the case is closed', '结案前商定由谁付费'],
    },
    {
      key: 'clocks[0]',
      sort: 'clock',
      code: 'first_response',
      amount: service(7200),
      field: 'seconds',
      clause: 'HX-6',
      stated: true,
      reading: ['A person’s answer or a taken call stops it', '人工答复或接听电话使其停止'],
    },
    {
      key: 'clocks[1]',
      sort: 'clock',
      code: 'next_response',
      amount: service(7200),
      field: 'seconds',
      clause: 'HX-6',
      stated: false,
      reading: ['Each later message is a notice of its own', '之后的每条消息都视为新的通知'],
    },
    {
      key: 'clocks[2]',
      sort: 'clock',
      code: 'solution',
      when: { complexity: ['general'] },
      amount: elapsed(86400),
      field: 'seconds',
      clause: 'HX-7',
      stated: true,
      reading: ['All hours of days that have an opening', '有服务时间的日子，全天计入'],
    },
    {
      key: 'clocks[3]',
      sort: 'clock',
      code: 'solution',
      when: { complexity: ['complex'] },
      amount: elapsed(172800),
      field: 'seconds',
      clause: 'HX-7',
      stated: true,
      reading: ['As above; both deadlines stay in the history', '同上；两个期限都留在历史中'],
    },
    {
      key: 'clocks[4]',
      sort: 'clock',
      code: 'solution',
      when: { channel: ['mail'], category: ['customisation', 'wholesale'] },
      amount: service(28800),
      field: 'seconds',
      clause: 'HX-8',
      stated: true,
      reading: ['Eight service hours from the topmost Received header', '自最上方 Received 头起八个服务小时'],
    },
    {
      key: 'clocks[5]',
      sort: 'clock',
      code: 'update',
      amount: service(43200),
      field: 'seconds',
      clause: 'HX-6',
      stated: false,
      reading: ['While a case is open nobody waits longer for news', '案件未结期间，无人久等音信'],
    },
    {
      key: 'groups[0]',
      sort: 'group',
      code: 'technical',
      name: { en: 'Technical support', zh: '技术支持' },
      amount: { type: 'words', words: ['technical@example.com'] },
      clause: 'HX-11',
      stated: true,
      reading: ['Example contacts stand here', '此处为示例联系方式'],
    },
    {
      key: 'rules[2]',
      sort: 'rule',
      code: 'form_before_close',
      amount: on,
      field: 'on',
      clause: 'HX-12',
      stated: true,
      reading: ['Or a reason why there is none', '或注明没有的理由'],
    },
    {
      key: 'surveys.first',
      sort: 'survey',
      code: 'first',
      amount: { type: 'period', from: null, days: 7, months: null },
      field: 'days',
      clause: 'HX-15',
      stated: false,
      reading: ['After the earliest completion', '自最早完成之日起'],
    },
    {
      key: 'surveys.periodic',
      sort: 'survey',
      code: 'periodic',
      amount: { type: 'period', from: null, days: null, months: 6 },
      field: 'months',
      clause: 'HX-17',
      stated: true,
      reading: ['From the last one really sent, planned 14 days before', '自上次实际发出起，提前 14 天计划'],
    },
    {
      key: 'warranty.periods[0]',
      sort: 'warranty',
      code: 'period',
      amount: { type: 'period', from: 'received', days: null, months: 12 },
      field: 'months',
      clause: 'HX-22',
      stated: false,
      reading: ['From receipt, last day included', '自收货起，含最后一天'],
    },
    {
      key: 'rules[3]',
      sort: 'rule',
      code: 'labour_free',
      amount: on,
      field: 'on',
      clause: 'HX-21',
      stated: true,
      reading: ['The charge sheet has no line for labour', '收费单没有人工费一项'],
    },
    {
      key: 'numbers[0]',
      sort: 'number',
      code: 'reopen_days',
      amount: number(14, 'days'),
      field: 'value',
      clause: 'HX-6',
      stated: false,
      reading: ['Later messages open a new, linked case', '之后的来信另开关联案件'],
    },
  ],
  tables: [
    {
      id: 'liability',
      decides: 'liability',
      title: ['Who answers for it', '由谁负责'],
      inputs: ['cause', 'warranty'],
      rows: [
        {
          when: { cause: ['improper_use'], warranty: ['in'] },
          answer: { party: 'customer' },
          clause: 'HX-3',
          stated: true,
          reading: ['Losses from improper use in the period are the customer’s', '期内使用不当的损失由客户承担'],
        },
        {
          when: { cause: ours, warranty: ['in'] },
          answer: { party: 'us' },
          clause: 'HX-19',
          stated: true,
          reading: ['Our errors count as workmanship', '我方差错视同工艺问题'],
        },
        {
          when: { cause: theirs },
          answer: { party: 'customer' },
          clause: 'HX-20',
          stated: true,
          reading: ['In the period and after it', '期内期后皆同'],
        },
        {
          when: { cause: ['undetermined'] },
          answer: { party: 'undetermined' },
          clause: 'HX-4',
          stated: true,
          reading: ['A person’s finding, never a guess', '由人认定，不作猜测'],
        },
        {
          when: { cause: [...ours, 'improper_use'], warranty: ['out'] },
          answer: { party: 'customer' },
          clause: 'HX-21',
          stated: false,
          reading: ['After the period the customer bears the cost', '期后费用由客户承担'],
        },
      ],
    },
    {
      id: 'charge',
      decides: 'charge',
      title: ['What is charged', '收取什么'],
      inputs: ['cause', 'warranty', 'service'],
      rows: [
        {
          when: { service: ['telephone'] },
          answer: { charge: 'free', labour: 'false' },
          clause: 'HX-21',
          stated: true,
          reading: ['Telephone support is always free', '电话支持始终免费'],
        },
        {
          when: { service: ['repair', 'replacement', 'on_site'], cause: ['improper_use'], warranty: ['in'] },
          answer: { charge: 'paid', labour: 'false' },
          clause: 'HX-3',
          stated: true,
          reading: ['Paid service', '有偿服务'],
        },
        {
          when: { service: ['repair', 'replacement', 'on_site'], cause: ours, warranty: ['in'] },
          answer: { charge: 'free', labour: 'false' },
          clause: 'HX-19',
          stated: true,
          reading: ['A free solution', '免费解决'],
          note: ['This is a defect of ours: you pay nothing.', '此为我方缺陷，您无需付费。'],
        },
        {
          when: { service: ['repair', 'replacement', 'on_site'], cause: theirs },
          answer: { charge: 'inspection_and_repair', labour: 'false' },
          clause: 'HX-20',
          stated: true,
          reading: ['At the cost of inspection and maintenance', '按检测与维修成本'],
        },
        {
          when: { service: ['repair', 'replacement', 'on_site'], cause: ['undetermined'] },
          answer: { charge: 'settle_later', labour: 'false' },
          clause: 'HX-4',
          stated: true,
          reading: ['Served first', '先行服务'],
        },
        {
          when: { service: ['repair', 'replacement', 'on_site'], cause: [...ours, 'improper_use'], warranty: ['out'] },
          answer: { charge: 'necessary_costs', labour: 'false' },
          clause: 'HX-21',
          stated: true,
          reading: ['Labour waived for life', '终身免人工费'],
        },
      ],
    },
    {
      id: 'freight',
      decides: 'freight',
      title: ['Who pays freight', '运费由谁承担'],
      inputs: ['cause', 'warranty', 'leg'],
      rows: [
        {
          when: { cause: ours, warranty: ['in'] },
          answer: { payer: 'us' },
          clause: 'HX-19',
          stated: false,
          reading: ['A free solution is free of freight', '免费解决即含运费'],
        },
        {
          when: { cause: ['undetermined'] },
          answer: { payer: 'as_agreed' },
          clause: 'HX-4',
          stated: false,
          reading: ['Agreed with the cost', '与费用一并商定'],
        },
        {
          when: { cause: [...theirs, 'improper_use'] },
          answer: { payer: 'customer' },
          clause: 'HX-20',
          stated: false,
          reading: ['Part of the cost', '属于成本'],
        },
        {
          when: { cause: ours, warranty: ['out'], leg: ['to_us'] },
          answer: { payer: 'customer' },
          clause: 'HX-21',
          stated: false,
          reading: ['The customer sends', '客户寄来'],
        },
        {
          when: { cause: ours, warranty: ['out'], leg: ['to_customer'] },
          answer: { payer: 'as_agreed' },
          clause: 'HX-21',
          stated: false,
          reading: ['A necessary cost', '属于必要成本'],
        },
      ],
    },
    {
      id: 'remedies',
      decides: 'remedies',
      title: ['What may be offered', '可提供的处理'],
      inputs: ['cause', 'warranty'],
      rows: [
        {
          when: { cause: ours, warranty: ['in'] },
          answer: { remedies: ['parts', 'next_shipment', 'credit_note', 'repair'] },
          clause: 'HX-19',
          stated: false,
          reading: ['As goods are sold by contract', '因按合同供货'],
        },
        {
          when: { cause: ['undetermined'] },
          answer: { remedies: ['parts', 'repair', 'negotiation'] },
          clause: 'HX-4',
          stated: false,
          reading: ['Service first', '先服务'],
        },
        {
          when: { cause: [...theirs, 'improper_use'] },
          answer: { remedies: ['repair', 'paid_support', 'guidance'] },
          clause: 'HX-20',
          stated: false,
          reading: ['At cost', '按成本'],
        },
        {
          when: { cause: ours, warranty: ['out'] },
          answer: { remedies: ['repair', 'guidance'] },
          clause: 'HX-21',
          stated: false,
          reading: ['At necessary cost', '按必要成本'],
        },
      ],
    },
    {
      id: 'routing',
      decides: 'routing',
      title: ['Who takes it', '由谁受理'],
      inputs: ['category', 'urgency'],
      rows: [
        {
          when: { category: ['product_quality', 'use'], urgency: ['high', 'stopped'] },
          answer: { group: 'technical', alert: 'at_once' },
          clause: 'HX-11',
          stated: true,
          reading: ['By type and urgency', '按类型与紧急程度'],
        },
        {
          when: { category: ['product_quality', 'use'], urgency: ['low', 'normal'] },
          answer: { group: 'technical', alert: 'normal' },
          clause: 'HX-11',
          stated: true,
          reading: ['By type and urgency', '按类型与紧急程度'],
        },
        {
          when: { category: ['unclassified', 'delivery', 'order', 'customisation', 'wholesale', 'other'] },
          answer: { group: 'marketing', alert: 'normal' },
          clause: 'HX-11',
          stated: false,
          reading: ['The service group takes the rest', '其余由服务组受理'],
        },
      ],
    },
    {
      id: 'step',
      decides: 'step',
      title: ['What comes next', '下一步'],
      inputs: ['cause'],
      rows: [
        {
          when: { cause: ours },
          answer: { step: 'serve_free' },
          clause: 'HX-19',
          stated: false,
          reading: ['Nothing has to be agreed', '无需商定'],
        },
        {
          when: { cause: ['undetermined'] },
          answer: { step: 'serve_then_settle' },
          clause: 'HX-4',
          stated: true,
          reading: ['Services first', '先服务'],
        },
        {
          when: { cause: [...theirs, 'improper_use'] },
          answer: { step: 'quote' },
          clause: 'HX-20',
          stated: false,
          reading: ['The customer agrees first', '须先得客户同意'],
        },
      ],
    },
  ],
  facts: {
    ...caseFacts,
    cause: CAUSES,
    warranty: ['in', 'out'],
    service: ['telephone', 'repair', 'replacement', 'on_site'],
  },
  days: ['received'],
};

const short = (
  id: string,
  document: string,
  name: [string, string],
  clauses: FakePack['clauses'],
  values: Val[],
  tables: Table[],
  facts: Record<string, string[]>,
  days: string[] = [],
): FakePack => ({
  id,
  document,
  name: { en: name[0], zh: name[1] },
  sections: [...new Set(clauses.map((c) => c[1]))].map((s) => [s, `Section ${s}`, `第 ${s} 节`]),
  clauses,
  values,
  tables,
  facts,
  days,
});

const seven: Row[] = [
  {
    when: {
      return_time: ['in_time'],
      damage: ['none'],
      labels: ['intact'],
      proof: ['valid'],
      failure: ['performance'],
    },
    answer: { fits: 'true' },
    clause: 'CK-2',
    stated: true,
    reading: ['A performance failure that is not man-made', '非人为的性能故障'],
  },
  {
    when: {
      return_time: ['in_time'],
      damage: ['none'],
      labels: ['intact'],
      proof: ['valid'],
      failure: ['none'],
      completeness: ['complete'],
      activation: ['unused'],
      resale: ['fit'],
    },
    answer: { fits: 'true' },
    clause: 'CK-1',
    stated: true,
    reading: ['Complete, unactivated, fit to sell again', '齐全、未激活、可再销售'],
  },
  {
    when: {
      return_time: ['in_time'],
      damage: ['none'],
      labels: ['intact'],
      proof: ['valid'],
      failure: ['none'],
      completeness: ['incomplete'],
    },
    answer: { fits: 'false' },
    clause: 'CK-3',
    stated: true,
    reading: ['Incomplete', '不齐全'],
  },
  {
    when: { return_time: ['late'] },
    answer: { fits: 'false' },
    clause: 'CK-3',
    stated: true,
    reading: ['After seven natural days', '超过七个自然日'],
  },
  {
    when: { return_time: ['in_time'], damage: ['man_made'] },
    answer: { fits: 'false' },
    clause: 'CK-3',
    stated: true,
    reading: ['Man-made damage', '人为损坏'],
  },
  {
    when: { return_time: ['in_time'], damage: ['none'], labels: ['altered'] },
    answer: { fits: 'false' },
    clause: 'CK-3',
    stated: true,
    reading: ['Torn labels or serials', '标签或序列号撕毁'],
  },
  {
    when: { return_time: ['in_time'], damage: ['none'], labels: ['intact'], proof: ['none', 'forged'] },
    answer: { fits: 'false' },
    clause: 'CK-3',
    stated: true,
    reading: ['No or forged proof', '无凭证或凭证伪造'],
  },
];

export const packs: FakePack[] = [
  leather,
  short(
    'huaxing-nor',
    '000',
    ['Web shop', '网店'],
    [
      [
        'HN-1',
        '1',
        'available 24 hours a day, 7 days a week. We aim to respond to all inquiries within 2 business days',
        '全天 24 小时、每周 7 天。力求在 2 个工作日内答复所有咨询',
      ],
      [
        'HN-4',
        '5',
        'We will send you a confirmation email that we have received your request and provide an estimated response time',
        '我们将发送确认邮件，并告知预计答复时间',
      ],
      [
        'HN-9',
        '8',
        'the customer is responsible for return shipping costs unless the item is defective or we made an error with your order',
        '除商品有缺陷或订单差错外，退货运费由客户承担',
      ],
    ],
    [
      {
        key: 'calendars.service',
        sort: 'calendar',
        code: 'service',
        name: { en: 'Always open', zh: '全天开放' },
        amount: week('00:00', '24:00', 7, 'America/Chicago'),
        clause: 'HN-1',
        stated: true,
        reading: ['Every hour of every day', '每天每小时'],
      },
      {
        key: 'clocks[0]',
        sort: 'clock',
        code: 'first_response',
        amount: workdays(2),
        field: 'days',
        clause: 'HN-1',
        stated: true,
        reading: ['To the close of the second business day', '至第二个工作日收市'],
      },
      {
        key: 'clocks[1]',
        sort: 'clock',
        code: 'first_response',
        when: { declared: ['peak'] },
        amount: workdays(4),
        field: 'days',
        clause: 'HN-1',
        stated: false,
        reading: ['Slower in peak seasons; both dates are kept', '旺季放宽，两个日期都保留'],
      },
      {
        key: 'clocks[2]',
        sort: 'clock',
        code: 'acknowledgement',
        amount: { type: 'measure', measure: { kind: 'elapsed', seconds: 900, days: null }, pauses: false, warn: null },
        field: 'seconds',
        clause: 'HN-4',
        stated: false,
        reading: ['By the machine, once a case', '由机器发送，每案一次'],
      },
    ],
    [
      {
        id: 'freight',
        decides: 'freight',
        title: ['Who pays return freight', '退货运费由谁承担'],
        inputs: ['cause'],
        rows: [
          {
            when: { cause: ['design', 'material', 'workmanship', 'our_error'] },
            answer: { payer: 'us' },
            clause: 'HN-9',
            stated: true,
            reading: ['Defective, or our error', '缺陷或我方差错'],
          },
          {
            when: { cause: ['transport', 'human', 'environment', 'improper_use', 'undetermined'] },
            answer: { payer: 'customer' },
            clause: 'HN-9',
            stated: true,
            reading: ['In most cases', '多数情况'],
          },
        ],
      },
    ],
    { ...caseFacts, cause: CAUSES },
  ),
  short(
    'pandorana',
    '002',
    ['Jewellery shop', '珠宝店'],
    [
      [
        'PA-1',
        '1',
        'We aim to respond to all customer emails within 24 business hours',
        '力求在 24 个工作小时内回复所有客户邮件',
      ],
      [
        'PA-6',
        '4',
        'issued to the original payment method in a timely manner, typically within 5 – 10 business days',
        '及时退回原支付方式，通常在 5–10 个工作日内',
      ],
      ['PA-7', '5', 'Our goal is to address your concerns within 3 business days', '力求在 3 个工作日内处理您的投诉'],
      [
        'PA-10',
        '7',
        'In case of significant policy changes, we may also send out a notification to our registered customers via email',
        '政策有重大变更时，我们也可能通过电子邮件通知注册客户',
      ],
    ],
    [
      {
        key: 'clocks[0]',
        sort: 'clock',
        code: 'first_response',
        when: { complexity: ['general'] },
        amount: service(86400),
        field: 'seconds',
        clause: 'PA-1',
        stated: true,
        reading: ['24 hours of opening', '24 个营业小时'],
      },
      {
        key: 'clocks[1]',
        sort: 'clock',
        code: 'delay_notice',
        amount: { type: 'share', of: 'first_response', permille: 750 },
        field: 'permille',
        clause: 'PA-1',
        stated: false,
        reading: ['Early enough to be of use', '及早告知才有用'],
      },
      {
        key: 'clocks[2]',
        sort: 'clock',
        code: 'complaint',
        amount: workdays(3),
        field: 'days',
        clause: 'PA-7',
        stated: true,
        reading: ['Addressed, that is answered with a proposal', '即以方案答复'],
      },
      {
        key: 'clocks[3]',
        sort: 'clock',
        code: 'refund',
        amount: workdays(10),
        field: 'days',
        clause: 'PA-6',
        stated: true,
        reading: ['Warned at five', '第五日提醒'],
      },
      {
        key: 'rules[0]',
        sort: 'rule',
        code: 'notify_significant_changes',
        amount: on,
        field: 'on',
        clause: 'PA-10',
        stated: false,
        reading: ['We do send it', '我们会发送'],
      },
    ],
    [],
    { ...caseFacts },
  ),
  short(
    'changkong',
    '003',
    ['Electronics', '电子产品'],
    [
      ['CK-1', '1', 'return within 7 natural days of receipt', '收货后 7 个自然日内可退货'],
      ['CK-2', '1', 'performance failure that is not man-made within 7 days', '7 日内出现非人为性能故障'],
      ['CK-3', '2', 'grounds that exclude a return', '不予退货的情形'],
      [
        'CK-4',
        '3',
        '240 days from factory shipment without proof, 180 days from purchase with valid proof',
        '无凭证自出厂起 240 天，有有效凭证自购买起 180 天',
      ],
      ['CK-9', '5', 'repaired within 3 working days', '3 个工作日内修复'],
    ],
    [
      {
        key: 'returns.window',
        sort: 'return',
        code: 'window',
        amount: { type: 'period', from: 'received', days: 7, months: null },
        field: 'days',
        clause: 'CK-1',
        stated: true,
        reading: ['Natural days, the last one included', '自然日，含最后一天'],
      },
      {
        key: 'warranty.periods[0]',
        sort: 'warranty',
        code: 'period',
        when: { proof: ['valid'] },
        amount: { type: 'period', from: 'purchased', days: 180, months: null },
        field: 'days',
        clause: 'CK-4',
        stated: true,
        reading: ['Last day included', '含最后一天'],
      },
      {
        key: 'warranty.periods[1]',
        sort: 'warranty',
        code: 'period',
        when: { proof: ['none'] },
        amount: { type: 'period', from: 'shipped', days: 240, months: null },
        field: 'days',
        clause: 'CK-4',
        stated: true,
        reading: ['Last day included', '含最后一天'],
      },
      {
        key: 'clocks[0]',
        sort: 'clock',
        code: 'repair',
        amount: workdays(3),
        field: 'days',
        clause: 'CK-9',
        stated: true,
        reading: ['From the confirmed need', '自确认需要之日起'],
      },
      {
        key: 'clocks[1]',
        sort: 'clock',
        code: 'return_sending',
        amount: natural(7),
        field: 'days',
        clause: 'CK-3',
        stated: true,
        reading: ['From the confirmation', '自确认之日起'],
      },
    ],
    [
      {
        id: 'return',
        decides: 'return',
        title: ['Whether it may be returned', '可否退货'],
        inputs: ['return_time', 'damage', 'labels', 'proof', 'failure', 'completeness', 'activation', 'resale'],
        rows: seven,
      },
    ],
    {
      ...caseFacts,
      proof: ['valid', 'none', 'forged'],
      failure: ['none', 'performance'],
      completeness: ['complete', 'incomplete'],
      damage: ['none', 'man_made'],
      activation: ['unused', 'activated'],
      resale: ['fit', 'unfit'],
      labels: ['intact', 'altered'],
      return_time: ['in_time', 'late'],
      warranty: ['in', 'out'],
    },
    ['received', 'requested', 'purchased', 'shipped'],
  ),
  short(
    'help-center',
    '004',
    ['Help centre', '帮助中心'],
    [
      ['HC-4', '2', 'preliminary verification within a reasonable time', '在合理时间内完成初步核实'],
      ['HC-7', '4', 'provide evidence within the specified time', '在规定时间内提供证据'],
    ],
    [
      {
        key: 'clocks[0]',
        sort: 'clock',
        code: 'verification',
        amount: workdays(1),
        field: 'days',
        clause: 'HC-4',
        stated: false,
        reading: ['One business day', '一个工作日'],
      },
      {
        key: 'clocks[1]',
        sort: 'clock',
        code: 'evidence',
        amount: natural(3),
        field: 'days',
        clause: 'HC-7',
        stated: false,
        reading: ['Natural days from receipt', '自收货起自然日'],
      },
    ],
    [],
    { ...caseFacts },
  ),
];

export const conditions = (when: When | undefined): Condition[] =>
  Object.entries(when ?? {}).map(([fact, values]) => ({ fact, values }));
export const factViews = (pack: FakePack): FactView[] =>
  Object.entries(pack.facts).map(([fact, values]) => ({
    fact,
    values,
    from: fact in caseFacts ? 'case' : ['warranty', 'return_time'].includes(fact) ? 'days' : 'found',
    tables: pack.tables.filter((t) => t.inputs.includes(fact)).map((t) => t.id),
  }));
