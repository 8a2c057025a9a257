//! Questions: care, changes of orders, stamping, wholesale, papers.

use super::{Done, Matter, Stage, Told, Tone, Way, Wish};
use aftercare_core::case::Category::{Customisation, Order, Other, Use, Wholesale};

pub(super) static CARE: Matter = Matter {
    category: Use,
    weight: 8,
    complex: 20,
    photo: None,
    evidence: None,
    carrier: false,
    needs: 0,
    stage: Stage::Used,
    tone: Tone::Office,
    choices: &[
        (
            "spot",
            &[("water rims", "水渍"), ("salt stains", "盐渍"), ("ball-pen marks", "圆珠笔印"), ("mould spots", "霉点")],
        ),
        ("letter", &[("C", "C"), ("N", "N")]),
    ],
    en: Told {
        subject: "[How to treat $spot|$spot] on $product",
        letter: "[What may we use|What do you advise] for $spot on $colour $product? [Our customers ask every week.|A cleaner has already bleached one.|Someone in $city tried petrol.]",
        line: "Asks how to treat $spot on $colour $product",
        ask: "Is it the coated or the natural leather? The item number on the label ends with C or N.",
        awaited: "Last letter of the item number",
        facts: "It ends with $letter, [all of the $colour ones|lot $lot]. [The marks are two days old.|We have not tried anything yet.]",
        note: "Care card in four languages: reprint is due.",
    },
    zh: Told {
        subject: "$product上的$spot[怎么处理|]",
        letter: "$colour$product上的$spot[可以用什么处理|怎么弄]？[客人每周都问。|有人用清洁剂已经弄掉色了。|$city有人用汽油擦过。]",
        line: "咨询$colour$product上的$spot怎么处理",
        ask: "请问是涂层皮还是原皮？看标签货号最后一个字母是 C 还是 N。",
        awaited: "货号最后一个字母",
        facts: "最后一个字母是 $letter，[$colour的都是|批次 $lot]。[印子是两天前的。|还没动过。]",
        note: "四语保养卡该重印了。",
    },
    ways: &[Way {
        wish: Wish::Advice,
        en: Done {
            wish: "[Is there a care card for the shop?|Do you have something we can hand out?]",
            remedy: "[A soft cloth, lukewarm water and a drop of neutral soap|One part white vinegar to two parts water, dabbed], then dry in the shade, then a thin coat of colourless cream. Try it on a hidden spot first. [The care card is on its way.|Fifty care cards leave with your next order.]",
            solved: "Care advice given, care cards sent.",
        },
        zh: Done {
            wish: "[有没有保养卡可以放在店里？|有没有说明可以发给客人？]",
            remedy: "[软布蘸温水加一滴中性皂液|一份白醋两份水，轻轻点擦]，阴干后薄薄上一层无色油。先在不显眼处试。[保养卡已寄。|下一单附五十张保养卡。]",
            solved: "已告知保养方法并寄保养卡。",
        },
    }],
};

pub(super) static CHANGE: Matter = Matter {
    category: Order,
    weight: 6,
    complex: 60,
    photo: None,
    evidence: None,
    carrier: false,
    needs: 0,
    stage: Stage::Placed,
    tone: Tone::Office,
    choices: &[(
        "change",
        &[
            ("$n pieces more", "增加 $n 个"),
            ("$n pieces less", "减少 $n 个"),
            ("$n of the pieces in another colour", "其中 $n 个换颜色"),
        ],
    )],
    en: Told {
        subject: "Change of order $order",
        letter: "[Can we still change order $order?|Is it too late to change order $order?] We need $change[, and delivery to our second address in $city|]. [If it can't be done, please tell us today.|The rest of the $total $product stays as agreed.]",
        line: "Wants to change order $order: $change",
        ask: "[Please|Could you] confirm the change in writing with the colour number, as cutting begins in $days days?",
        awaited: "Change of $order in writing",
        facts: "[Confirmed, our purchasing agrees.|Confirmed as above.] Colour number [204|311|118|402].",
        note: "Cutting of $order not begun. Planning agrees.",
    },
    zh: Told {
        subject: "$order 订单修改",
        letter: "[$order 现在还能改吗？|$order 改单来得及吗？]我们要$change[，送货改到$city第二个地址|]。[不行的话请今天告知。|其余 $total 个$product不变。]",
        line: "要求修改 $order：$change",
        ask: "$days 天后开裁，请书面确认修改内容和色号。",
        awaited: "$order 的书面修改确认",
        facts: "[确认，采购已同意。|按上面的确认。]色号 [204|311|118|402]。",
        note: "$order 未开裁，计划同意。",
    },
    ways: &[Way {
        wish: Wish::Office,
        en: Done {
            wish: "",
            remedy: "[It was in time:|It is done:] order $order stands with the change, the delivery day [stays|moves by two days]. A new confirmation follows.",
            solved: "Order $order changed and confirmed again.",
        },
        zh: Done {
            wish: "",
            remedy: "[来得及|已改好]，$order 按修改执行，交期[不变|顺延两天]，新的确认书随后发。",
            solved: "$order 已修改并重新确认。",
        },
    }],
};

pub(super) static STAMPING: Matter = Matter {
    category: Customisation,
    weight: 6,
    complex: 200,
    photo: None,
    evidence: None,
    carrier: false,
    needs: 0,
    stage: Stage::Ordered,
    tone: Tone::Office,
    choices: &[
        ("how", &[("hot-stamped in gold", "烫金"), ("embossed", "压印"), ("on a sewn label", "车布标")]),
        ("size", &[("38 mm wide", "宽 38 毫米"), ("42 mm wide", "宽 42 毫米"), ("25 mm wide", "宽 25 毫米")]),
    ],
    en: Told {
        subject: "Our mark $how on $product",
        letter: "For the next order we want our mark $how on the $product. [How small may the letters be?|How far from the edge should it be?|Our shop in $city asks for it.] About $total pieces, $colour.",
        line: "Asks for their mark $how, about $total $product",
        ask: "[Could you|Please] tell us how wide the mark is to be, and who draws it?",
        awaited: "Width of the mark and who draws it",
        facts: "[It should be $size; our agency sends you the drawing.|$size please, the drawing is the one you have from us.]",
        note: "Design office: strokes under 0.4 mm don't hold on grained leather.",
    },
    zh: Told {
        subject: "$product上$how我们的标志",
        letter: "下一单的$product想$how我们的标志。[字最小能做多小？|离边多远合适？|$city门店要的。]大约 $total 个，$colour。",
        line: "咨询$product$how标志，约 $total 个",
        ask: "请告知标志宽度，以及图稿由谁提供。",
        awaited: "标志宽度和图稿来源",
        facts: "[$size，图稿由广告公司发给你们。|$size，用你们手上那份图稿。]",
        note: "设计：粒面皮上笔画小于 0.4 毫米压不住。",
    },
    ways: &[Way {
        wish: Wish::Office,
        en: Done {
            wish: "[What does it cost?|Could we see a sample first?]",
            remedy: "[The die costs nothing from 1,000 pieces.|We keep the die for you.] A sample on $colour leather leaves [on Monday|in $days days]; please sign it and send it back, and we begin.",
            solved: "Sample of the mark ordered for the customer, die kept for the next order.",
        },
        zh: Done {
            wish: "[费用怎么算？|能先看样吗？]",
            remedy: "[一千个以上免版费。|模具为您保留。]$colour皮样[周一|$days 天后]寄出，请签字寄回，签样后开始做。",
            solved: "标志皮样已安排，模具留作下一单用。",
        },
    }],
};

pub(super) static WHOLESALE: Matter = Matter {
    category: Wholesale,
    weight: 6,
    complex: 40,
    photo: None,
    evidence: None,
    carrier: false,
    needs: 0,
    stage: Stage::Free,
    tone: Tone::Office,
    choices: &[("many", &[("300 and 1,000", "300 和 1,000"), ("500 and 2,000", "500 和 2,000")])],
    en: Told {
        subject: "[Catalogue and minimum quantities|Prices for $product|Wholesale enquiry: $product]",
        letter: "We [run four shops in $city|supply gift shops around $city] and [saw your $product at a fair|were told about your $product]. [We plan for next season.|A sample would help us to decide.]",
        line: "Wholesale enquiry for $product from $city",
        ask: "[Which|Would you tell us which] colours do you have in mind, and by when?",
        awaited: "Colours and date",
        facts: "[$colour and one more, by spring.|$colour only, in three months.|We begin with $colour, the date is open.]",
        note: "Passed to marketing. Ask for the trade register number before the first order.",
    },
    zh: Told {
        subject: "[目录和起订量|$product报价|批发咨询：$product]",
        letter: "我们[在$city有四家店|给$city一带的礼品店供货]，[在展会上看到|听朋友介绍]贵厂的$product。[下一季用。|最好能先看样。]",
        line: "$city客户咨询$product批发",
        ask: "请问要什么颜色，什么时候要？",
        awaited: "颜色和时间",
        facts: "[$colour和另外一色，开春要。|只要$colour，三个月内。|先要$colour，时间不急。]",
        note: "转市场部。首单前要营业执照。",
    },
    ways: &[Way {
        wish: Wish::Office,
        en: Done {
            wish: "[Please send the catalogue with prices for $many pieces.|What are your prices for $many pieces?]",
            remedy: "The catalogue and the price list go out by post today, with prices for $many pieces. The minimum is 300 pieces a colour; a sample is free, [you pay the courier|the courier is on us].",
            solved: "Catalogue and prices sent; marketing follows up.",
        },
        zh: Done {
            wish: "[请发目录，并报 $many 个的价格。|$many 个分别什么价？]",
            remedy: "目录和价目表今天寄出，含 $many 个的价格。每色起订 300 个，样品免费，[快递费自理|快递费我方付]。",
            solved: "目录和报价已发，市场部跟进。",
        },
    }],
};

pub(super) static PAPERS: Matter = Matter {
    category: Other,
    weight: 4,
    complex: 20,
    photo: None,
    evidence: None,
    carrier: false,
    needs: 0,
    stage: Stage::Ordered,
    tone: Tone::Office,
    choices: &[(
        "paper",
        &[
            ("invoice with our new address", "按新地址开的发票"),
            ("certificate of origin", "原产地证"),
            ("packing list with weights", "带重量的装箱单"),
        ],
    )],
    en: Told {
        subject: "[We need the $paper|$paper]: order $order",
        letter: "[Our accountant asks for|We still need] the $paper for order $order ($total $product). [The month closes on Friday.|Our forwarder asks for it.|Our bank in $city wants to see it.]",
        line: "Needs the $paper for order $order",
        ask: "[Could you|Please] tell us the exact name of the company as it must stand on the paper, and whether a stamp is needed?",
        awaited: "Name for the paper, with or without stamp",
        facts: "[As it stands in this letter, with stamp.|$company, no stamp needed.|The same as in the contract, with stamp.]",
        note: "Accounts makes the paper out again.",
    },
    zh: Told {
        subject: "$order 需要$paper",
        letter: "[财务还要|我们还缺]$order（$product $total 个）的$paper。[周五关账。|货代在催。|$city的银行要看。]",
        line: "$order 需要$paper",
        ask: "请告知单据上要写的公司全称，是否需要盖章。",
        awaited: "单据抬头，是否盖章",
        facts: "[就是落款上的名称，要盖章。|$company，不用盖章。|按合同，要盖章。]",
        note: "财务重开。",
    },
    ways: &[Way {
        wish: Wish::Office,
        en: Done {
            wish: "[Can we have it this week?|A copy is enough for now.]",
            remedy: "Our accounts department sends it to you today in a mail of its own. [The original follows by post.|If it has to be on paper, please tell us.]",
            solved: "Paper sent by accounts.",
        },
        zh: Done {
            wish: "[这周能给吗？|先给扫描件也行。]",
            remedy: "财务今天单独发邮件给您。[原件另寄。|如需纸质请告知。]",
            solved: "财务已发单据。",
        },
    }],
};
