//! What letters, calls and notes have in common whatever they are about. Patterns as [`super::grammar`] reads them; besides
//! the words of [`super::matters`]: `$name` `$given` `$company` `$person` `$subject`.

/// The phrases of one language.
pub(super) struct Phrases {
    pub hello: &'static str,
    pub bye: &'static str,
    /// A first answer that helps at once, before and after the remedy.
    pub thanks_for: &'static str,
    /// A first answer that asks: before the question.
    pub before_ask: &'static str,
    /// An answer that only promises.
    pub looking: &'static str,
    pub dear: &'static str,
    pub regards: &'static str,
    /// The customer waits.
    pub chase: &'static str,
    pub chased: &'static str,
    /// The customer is content.
    pub content: &'static str,
    pub welcome: &'static str,
    pub details: &'static str,
    /// The customer is back after the solution.
    pub again: &'static str,
    pub again_answer: &'static str,
    pub again_solved: &'static str,
    pub away: &'static str,
    pub away_subject: &'static str,
    pub called_back: &'static str,
    pub missed: &'static str,
    pub carrier_awaited: &'static str,
    pub carrier_note: &'static str,
    pub handed: &'static str,
    pub complex: &'static str,
    pub without_form: &'static str,
    pub dropped_survey: &'static str,
    pub progress: &'static str,
}

pub(super) const EN: Phrases = Phrases {
    hello: "[Hello|Good morning|Good day|Dear after-sales desk|Dear team|Hi],\n\n",
    bye: "\n\n[Kind regards|Best wishes|Thank you|With thanks|Regards],\n$name\n$company",
    thanks_for: "[Thank you for writing|Thank you for the clear description|We are sorry for the trouble|Thank you for telling us at once].[ We looked at it this morning.| We have checked it with production.|]\n\n",
    before_ask: "[Thank you for your letter.|We are sorry to read this.|Thank you, we take this seriously.] ",
    looking: "[Thank you for your letter, we are on it.|We have your letter and have asked production.] You hear from us [today|by tomorrow noon|as soon as we have the result].",
    dear: "Dear $given,\n\n",
    regards: "\n\n[Kind regards|Best wishes|With kind regards]\n$person\nAfter-sales desk",
    chase: "[Any news on this?|May I ask how far you are?|We still wait for your word.|Is there an answer by now?] [Our shop in $city asks every day.|We would like to tell our customer something.|It has been $days days.|It is about the $product of $order.|$n $product wait in $city.]",
    chased: "[You are right to ask.|Sorry for the wait.|Thank you for your patience.] [The test takes one day more than we thought|Production answers tomorrow|The parts left the supplier yesterday]; [we write by then without being asked|you have our word by tomorrow noon].",
    content: "[Thank you, that helps.|That was quick, thank you.|Good, we agree.|Received, thank you.] [We let you know if anything comes up.|All in order here.|The shop is content.]",
    welcome: "[You are welcome.|Glad to hear it.|Thank you for letting us know.] [We leave the case open until the goods are with you.|Nothing more is needed from your side.|Do tell us if another one turns up.]",
    details: "[Thank you for the details.|Thank you, that tells us enough.|Good, now we know.] ",
    again: "[I am afraid it is not over:|Sorry to come back to this:] [three more pieces show the same|the parts that came don't fit|the exchanged ones have it as well]. [What now?|Please have another look.]",
    again_answer: "[That should not be.|We are sorry, that is not good enough.] [We exchange all of them, no further questions.|The right parts leave today by courier.|A colleague calls you today about it.]",
    again_solved: "All pieces exchanged without further test; closed with the customer on the telephone.",
    away: "I am out of the office until [Monday|the 9th|next week] and read my mail after that. For urgent matters please call our front desk.",
    away_subject: "Out of office: $subject",
    called_back: "[Called back: |Rang the customer: ]$subject[. Will send pictures|. Agreed to write|. Content with the proposal]",
    missed: "Missed call, [no message|number known, no message]",
    carrier_awaited: "[Damage report|Answer of the carrier] for the consignment of $order",
    carrier_note: "[Carrier called:|Forwarder writes:] [file is with the insurer|the driver has been asked|the consignment was found].",
    handed: "[Language of the customer|Knows this line of goods|Holiday cover|Workload]",
    complex: "[More than one department is needed|The laboratory has to test first|Supplier is involved]",
    without_form: "[Form was filled in on paper and stands in the binder|Question answered in the call, nothing to process|Customer asked for no form]",
    dropped_survey: "[Customer is moving, asked to be left alone this quarter|Answered all questions during a visit]",
    progress: "[Third test piece is in the oven.|Supplier wants to see two pieces.|Photographs of today are with the laboratory.|Counted again with the warehouse: $n.|New sample cut, colour $colour.]",
};

pub(super) const ZH: Phrases = Phrases {
    hello: "[您好：|你好，|售后同事好：|各位好，]\n\n",
    bye: "\n\n[谢谢|此致|祝好|麻烦了]\n$name\n$company",
    thanks_for: "[感谢来信|感谢说明得这么清楚|给您添麻烦了|谢谢第一时间告知]。[今早已看过。|已和生产部核对。|]\n\n",
    before_ask: "[来信收到。|很抱歉出现这种情况。|谢谢，我们很重视。]",
    looking: "[来信收到，正在处理。|已收到，并转问生产部。][今天|明天中午前|一有结果]回复您。",
    dear: "$name：\n\n您好。",
    regards: "\n\n[祝好|此致|顺祝商祺]\n$person\n售后服务台",
    chase: "[这件事有消息了吗？|请问进展如何？|还在等你们回复。|现在有结果了吗？][$city 门店天天在问。|想给客户一个说法。|已经 $days 天了。]",
    chased: "[您催得对。|让您久等了。|谢谢您的耐心。][测试比预计多一天|生产部明天答复|配件昨天已从供应商发出]，[届时不用您再问，我们主动回复|明天中午前给您准话]。",
    content: "[谢谢，解决了。|很快，谢谢。|好的，同意。|收到，谢谢。][有情况再联系。|这边没问题了。|门店满意。]",
    welcome: "[不客气。|那就好。|谢谢告知。][货到之前这边先保留记录。|您这边不用再做什么。|如再出现请随时联系。]",
    details: "[谢谢说明。|谢谢，这样就清楚了。|好的，明白了。]",
    again: "[不好意思，还没完：|又来打扰：][又有三个同样问题|寄来的配件不合|换的那几个也这样]。[怎么办？|请再看一下。]",
    again_answer: "[不应该这样。|抱歉，我们没做好。][全部换新，不再追问。|正确的配件今天快递。|同事今天给您打电话。]",
    again_solved: "全部换新，不再测试；已电话与客户确认。",
    away: "我[周一|9 号|下周]前不在办公室，回来后阅读邮件。急事请致电前台。",
    away_subject: "自动回复：$subject",
    called_back: "[已回电：|致电客户：]$subject[，会发照片|，同意书面说明|，接受方案]",
    missed: "未接来电，[无留言|号码已知，无留言]",
    carrier_awaited: "$order 运单的[破损报告|承运商答复]",
    carrier_note: "[承运商来电：|货代回复：][案件已交保险公司|已问司机|货已找到]。",
    handed: "[客户语言|熟悉该产品线|休假代班|工作量]",
    complex: "[涉及多个部门|须先做实验室测试|涉及供应商]",
    without_form: "[表单已纸质填写并归档|电话中已答复，无须处理|客户不需要表单]",
    dropped_survey: "[客户搬迁，本季度不便打扰|拜访时已答完全部问题]",
    progress: "[第三件样品在烘箱里。|供应商要看两件实物。|今天的照片已给实验室。|和仓库重新数过：$n。|新样已裁，颜色$colour。]",
};

/// A product, its colours apart.
pub(super) struct Product {
    pub many: &'static str,
    pub one: &'static str,
    pub zh: &'static str,
    /// Usual order in pieces.
    pub usual: i64,
}

pub(super) const PRODUCTS: &[Product] = &[
    Product { many: "weekender bags", one: "weekender bag", zh: "周末旅行袋", usual: 1200 },
    Product { many: "vanity cases", one: "vanity case", zh: "化妆箱", usual: 4000 },
    Product { many: "brush pouches", one: "brush pouch", zh: "化妆刷袋", usual: 8000 },
    Product { many: "wash bags", one: "wash bag", zh: "洗漱包", usual: 5000 },
    Product { many: "garment bags", one: "garment bag", zh: "西装袋", usual: 900 },
    Product { many: "cabin trolleys", one: "cabin trolley", zh: "登机箱", usual: 800 },
    Product { many: "laptop sleeves", one: "laptop sleeve", zh: "电脑内胆包", usual: 2400 },
    Product { many: "tote bags", one: "tote bag", zh: "托特包", usual: 1800 },
    Product { many: "jewellery rolls", one: "jewellery roll", zh: "首饰卷包", usual: 2000 },
    Product { many: "pencil cases", one: "pencil case", zh: "皮面笔袋", usual: 5000 },
    Product { many: "leather folios", one: "leather folio", zh: "皮质文件夹", usual: 700 },
    Product { many: "backpacks", one: "backpack", zh: "双肩包", usual: 1500 },
    Product { many: "camera cases", one: "camera case", zh: "相机包", usual: 1000 },
    Product { many: "clutch bags", one: "clutch bag", zh: "手拿包", usual: 1600 },
    Product { many: "belt bags", one: "belt bag", zh: "腰包", usual: 3000 },
    Product { many: "gift boxes", one: "gift box", zh: "皮质礼盒", usual: 3600 },
];

pub(super) const COLOURS: &[(&str, &str)] = &[
    ("tan", "棕色"),
    ("black", "黑色"),
    ("navy", "藏青色"),
    ("olive", "橄榄绿"),
    ("terracotta", "赤陶色"),
    ("sand", "沙色"),
    ("burgundy", "酒红色"),
    ("cognac", "干邑色"),
    ("grey", "灰色"),
    ("blush", "浅粉色"),
    ("forest green", "墨绿色"),
    ("cream", "米白色"),
];
