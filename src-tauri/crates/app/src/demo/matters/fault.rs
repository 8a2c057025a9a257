//! What breaks: zips, handles, straps, wheels, seams.

use super::{Done, Matter, Stage, Told, Tone, Way, Wish};
use crate::demo::goods;
use crate::demo::picture::Defect;
use aftercare_core::case::Category::ProductQuality;

pub(super) static ZIP: Matter = Matter {
    category: ProductQuality,
    weight: 15,
    complex: 180,
    photo: Some(Defect::Zip),
    evidence: None,
    carrier: false,
    needs: goods::ZIP,
    stage: Stage::Used,
    tone: Tone::Fault,
    choices: &[
        (
            "fail",
            &[
                ("sliders come off", "拉链头脱落"),
                ("zip pulls break off", "拉片脱落"),
                ("zips jam", "拉链卡死"),
                ("zips open behind the slider", "拉链拉过又裂开"),
            ],
        ),
        ("stamp", &[("KR", "KR"), ("LM", "LM"), ("DS", "DS")]),
        ("cause", &[("pressed too wide", "压口偏大"), ("plated too thick", "镀层偏厚")]),
    ],
    en: Told {
        subject: "[Zip trouble: $fail|Trouble with zips: $fail] on $product, lot $lot",
        letter: "[On|With] $n of [the|our] $total $product ($order, lot $lot) the $fail [after a few uses|the first time the zip is closed|as soon as the corner is reached]. [It is always the main zip.|Both ends show it.|The crimp looks open on all of them.]",
        line: "Zip trouble, $fail, about $n of $total $product, lot $lot",
        ask: "Could you [tell us|check] the two letters stamped on the back of the slider, and whether it happens at the same end each time?",
        awaited: "Stamp on the back of the slider, lot $lot",
        facts: "The stamp reads $stamp, and it is [always the left end|always near the corner|at both ends].",
        note: "Sliders of lot $lot: plating record asked from incoming inspection. $n of $total is $share.",
    },
    zh: Told {
        subject: "[拉链问题：$fail|$fail]（$product，批次 $lot）",
        letter: "$order（批次 $lot）共 $total 个$product，其中约 $n 个的$fail，[用了几次就这样|第一次拉就出现|拉到转角处就出现]。[都是主拉链。|两头都有。|看起来是铆口没压紧。]",
        line: "$product拉链问题，$fail，约 $n / $total，批次 $lot",
        ask: "请[告知|帮忙看一下]拉头背面的两个字母标记，并说明是否都在同一端出现。",
        awaited: "批次 $lot 拉头背面的标记",
        facts: "背面标记是 $stamp，[都在左端|都在转角附近|两端都有]。",
        note: "批次 $lot 拉头：已向来料检验索取电镀记录。$n/$total，占 $share。",
    },
    ways: &[
        Way {
            wish: Wish::Parts,
            en: Done {
                wish: "[Can you send us sliders that we fit here?|New sliders and the tool for them would do.]",
                remedy: "The sliders of that batch were $cause. We send $n sliders with a fitting tool [by courier today|with the next shipment], at our cost.",
                solved: "$n sliders with tool sent free of charge; supplier's batch blocked.",
            },
            zh: Done {
                wish: "[能不能寄拉头过来，我们自己装？|寄新拉头和工具即可。]",
                remedy: "经查该批拉头$cause。我们[今天快递|随下一批货]寄出 $n 个拉头和安装工具，费用由我方承担。",
                solved: "已免费寄出 $n 个拉头及工具，供应商该批次已封存。",
            },
        },
        Way {
            wish: Wish::Replace,
            en: Done {
                wish: "[Please exchange them.|We need $n good ones in their place.]",
                remedy: "The sliders of that batch were $cause. We replace the $n pieces; new ones leave [this week|with the next shipment], and the freight is ours.",
                solved: "Replacement of $n pieces released; supplier's batch of sliders blocked.",
            },
            zh: Done {
                wish: "[请换货。|这 $n 个请换成好的。]",
                remedy: "经查该批拉头$cause。这 $n 个全部换新，[本周|随下一批货]发出，运费由我方承担。",
                solved: "$n 个换新已安排，供应商该批拉头已封存。",
            },
        },
        Way {
            wish: Wish::Credit,
            en: Done {
                wish: "[Please take them back and credit them.|The season is over, we would rather have the money back.]",
                remedy: "The sliders of that batch were $cause. We credit the $n pieces in full; the note goes out [today|tomorrow], and you need not send anything back.",
                solved: "$n pieces credited; supplier's batch of sliders blocked.",
            },
            zh: Done {
                wish: "[请退款处理。|季节已过，希望直接退款。]",
                remedy: "经查该批拉头$cause。这 $n 个全额退款，贷记单[今天|明天]开出，货不必寄回。",
                solved: "$n 个已全额退款，供应商该批拉头已封存。",
            },
        },
    ],
};

pub(super) static HANDLE: Matter = Matter {
    category: ProductQuality,
    weight: 12,
    complex: 220,
    photo: Some(Defect::Handle),
    evidence: Some(Defect::Handle),
    carrier: false,
    needs: goods::HANDLE,
    stage: Stage::Used,
    tone: Tone::Fault,
    choices: &[
        ("fail", &[("tear out", "撕脱"), ("come loose", "松脱")]),
        ("mark", &[("no washer", "没有垫片"), ("only a paper washer", "只有纸垫"), ("a cracked washer", "垫片是裂的")]),
    ],
    en: Told {
        subject: "Handles $fail on $product[|, lot $lot]",
        letter: "[We have|Our shop in $city has] $n $product back from customers: the handles $fail [at the rivet|at the anchor], [under a normal load|with next to nothing inside|within a week]. [Order $order, lot $lot.|They all come from lot $lot.] [What shall we tell the people who still carry one?|We have stopped selling the rest for now.]",
        line: "Handles $fail at the rivet, $n $product, lot $lot",
        ask: "[Please|Could you] [weigh one of them filled|measure how far the rivet sits from the edge] and send a picture of the anchor from behind?",
        awaited: "Picture of the handle's anchor from behind",
        facts: "[Filled it weighs about six kilos|The rivet sits four millimetres from the edge]; there is $mark behind the leather.",
        note: "Reinforcement at the handle: pull test on three pieces of lot $lot, result by tomorrow.",
    },
    zh: Told {
        subject: "$product提手$fail[|，批次 $lot]",
        letter: "[我们|$city门店]收到退回的$product $n 个：提手在[铆钉处|底座处]$fail，[正常装载|里面没放什么东西|用了不到一周]就这样。[订单 $order，批次 $lot。|都是批次 $lot 的。][剩下的暂时停售了。|已经卖出去的要怎么跟客人说？]",
        line: "$product提手铆钉处$fail，$n 个，批次 $lot",
        ask: "请[称一下装好后的重量|量一下铆钉距边缘的距离]，并拍一张底座背面的照片。",
        awaited: "提手底座背面照片",
        facts: "[装好约六公斤|铆钉距边四毫米]，皮料背面$mark。",
        note: "提手加强片：批次 $lot 抽三个做拉力测试，明天出结果。",
    },
    ways: &[
        Way {
            wish: Wish::Replace,
            en: Done {
                wish: "[We ask for new ones.|Please exchange the $n pieces.]",
                remedy: "The reinforcement [was left out|was cut too small] on part of lot $lot. We replace the $n pieces, and the rest of the lot is checked [in your warehouse by our partner|before it leaves us].",
                solved: "Replacement of $n pieces released; inspection of the other stock of lot $lot ordered.",
            },
            zh: Done {
                wish: "[请换新。|这 $n 个请更换。]",
                remedy: "批次 $lot 部分产品[漏装|裁小了]加强片。这 $n 个全部换新，其余库存[由我方人员到仓检查|出厂前逐个检查]。",
                solved: "$n 个换新已安排；批次 $lot 其余库存安排检查。",
            },
        },
        Way {
            wish: Wish::Repair,
            en: Done {
                wish: "[Can you repair them?|We would like to have them mended, the leather is fine.]",
                remedy: "The reinforcement [was left out|was cut too small] on part of lot $lot. We repair the $n pieces here and pay the freight both ways; they are with you again in [two|three] weeks.",
                solved: "Repair of $n pieces with a larger reinforcement agreed, freight both ways is ours.",
            },
            zh: Done {
                wish: "[可以返修吗？|皮面是好的，希望修好。]",
                remedy: "批次 $lot 部分产品[漏装|裁小了]加强片。这 $n 个由我厂返修，往返运费我方承担，[两|三]周内送回。",
                solved: "$n 个加大加强片返修，已与客户约定，往返运费我方承担。",
            },
        },
    ],
};

pub(super) static STRAP: Matter = Matter {
    category: ProductQuality,
    weight: 10,
    complex: 120,
    photo: Some(Defect::Strap),
    evidence: None,
    carrier: false,
    needs: goods::STRAP,
    stage: Stage::Used,
    tone: Tone::Fault,
    choices: &[(
        "fail",
        &[
            ("opens by itself", "自动松开"),
            ("snaps at the swivel", "在转轴处断裂"),
            ("bends under five kilos", "五公斤就弯"),
        ],
    )],
    en: Told {
        subject: "[Strap hook|Hook of the shoulder strap] $fail ($product)",
        letter: "The hook of the shoulder strap of $n $product $fail. [One fell on a station platform.|One dropped on the stairs, luckily nothing broke.|Nobody was hurt so far.] [Order $order.|Lot $lot, $colour.]",
        line: "Strap hook $fail on $n $product",
        ask: "[Is|Would you tell us whether] the hook [plain or marked|marked] with a small triangle? [Two kinds were fitted that month.|We had two suppliers in that month.]",
        awaited: "Which of the two hooks is fitted",
        facts: "[No mark at all.|No triangle on the broken ones.|Half of them have the triangle, the broken ones don't.]",
        note: "Two hook suppliers in $lot. Ask assembly which cartons got which.",
    },
    zh: Told {
        subject: "$product肩带扣$fail",
        letter: "$n 个$product的肩带扣$fail。[有一个掉在站台上。|有一个在楼梯上摔了，还好东西没坏。|目前没有人受伤。][订单 $order。|批次 $lot，$colour。]",
        line: "$product肩带扣$fail，$n 个",
        ask: "请问扣子上有没有小三角标记？[那个月装过两种扣。|那个月有两家供应商。]",
        awaited: "确认装的是哪一种扣",
        facts: "[没有任何标记。|坏的都没有三角。|一半有三角，坏的都没有。]",
        note: "$lot 有两家扣子供应商，问装配哪些箱用了哪家。",
    },
    ways: &[
        Way {
            wish: Wish::Parts,
            en: Done {
                wish: "[Please send $n straps.|New straps are enough, the rest is fine.]",
                remedy: "The unmarked hook is [cast too thin|from a trial lot and should not have been fitted]. $n complete straps leave [today|tomorrow morning], and the hook is off our list.",
                solved: "$n straps sent, the hook was taken off the parts list.",
            },
            zh: Done {
                wish: "[请寄 $n 条肩带。|寄新肩带就行，包没问题。]",
                remedy: "没有标记的扣子[铸得偏薄|属于试装批，不该出货]。$n 条新肩带[今天|明早]寄出，该扣已停用。",
                solved: "已寄出肩带 $n 条，该款扣子已从物料表删除。",
            },
        },
        Way {
            wish: Wish::Credit,
            en: Done {
                wish: "[Our customers got their money back, now we ask for ours.|Please credit the $n pieces.]",
                remedy: "The unmarked hook is [cast too thin|from a trial lot and should not have been fitted]. We credit the $n pieces; the hook is off our list.",
                solved: "$n pieces credited, the hook was taken off the parts list.",
            },
            zh: Done {
                wish: "[我们已给客人退款，请贵方也退给我们。|这 $n 个请退款。]",
                remedy: "没有标记的扣子[铸得偏薄|属于试装批，不该出货]。这 $n 个全额退款，该扣已停用。",
                solved: "$n 个已退款，该款扣子已从物料表删除。",
            },
        },
    ],
};

pub(super) static WHEELS: Matter = Matter {
    category: ProductQuality,
    weight: 18,
    complex: 300,
    photo: Some(Defect::Wheel),
    evidence: None,
    carrier: false,
    needs: goods::WHEELS,
    stage: Stage::Used,
    tone: Tone::Fault,
    choices: &[
        ("fail", &[("crack at the hub", "轮毂开裂"), ("lock on tiles", "在地砖上卡死"), ("wobble", "晃动跑偏")]),
        ("cause", &[("bearing was pressed in askew", "轴承压偏"), ("rubber was cured too short", "橡胶硫化时间不足")]),
    ],
    en: Told {
        subject: "Wheels $fail on $product",
        letter: "$n of $total $product have wheels that $fail. [It begins after one trip.|You hear it before you see it.|Mostly the two at the back.] [$order, $colour.|Lot $lot.]",
        line: "Wheels $fail, $n of $total $product",
        ask: "[Would you|Please] turn one wheel by hand and tell us whether the axle [moves|is loose] as well?",
        awaited: "Whether the axle moves with the wheel",
        facts: "[The axle is tight, it is only the wheel.|The axle moves a little with it.|We tried three of them, the axle is tight on all.]",
        note: "Wheel sets: 400 on stock. Ask for the curing log of $lot.",
    },
    zh: Told {
        subject: "$product轮子问题：$fail",
        letter: "$total 个$product里有 $n 个轮子$fail。[出一次门就开始。|还没看到先听到响。|多半是后面两个。][$order，$colour。|批次 $lot。]",
        line: "$product轮子$fail，$n / $total",
        ask: "请用手转一下轮子，看轮轴是否[跟着动|松动]。",
        awaited: "轮轴是否跟着轮子动",
        facts: "[轴是紧的，只是轮子的问题。|轴也有一点跟着动。|试了三个，轴都是紧的。]",
        note: "轮子库存 400 套。要 $lot 的硫化记录。",
    },
    ways: &[
        Way {
            wish: Wish::Parts,
            en: Done {
                wish: "[We can change wheels ourselves if you send them.|Do you have wheel sets for us?]",
                remedy: "The $cause. You get $n wheel sets and a key; changing one takes [two|five] minutes, a drawing is in the box.",
                solved: "$n wheel sets with key and drawing sent.",
            },
            zh: Done {
                wish: "[寄轮子来我们自己换也行。|有没有轮子配件？]",
                remedy: "原因是$cause。寄出轮子 $n 套和扳手，更换一只约[两|五]分钟，箱内附图。",
                solved: "已寄出轮子 $n 套及扳手，附更换图。",
            },
        },
        Way {
            wish: Wish::Repair,
            en: Done {
                wish: "[Who repairs this here?|Can they be repaired in $city?]",
                remedy: "The $cause. Please have them repaired at a workshop near you; we pay its bill for the $n pieces and send it what it needs.",
                solved: "Repair at a workshop near the customer agreed, its bill comes to us.",
            },
            zh: Done {
                wish: "[这边哪里能修？|在$city能修吗？]",
                remedy: "原因是$cause。请在当地维修，$n 个的维修费由我方承担，所需材料我们寄给维修点。",
                solved: "已约定在当地维修，费用由我方承担。",
            },
        },
    ],
};

pub(super) static SEAM: Matter = Matter {
    category: ProductQuality,
    weight: 11,
    complex: 150,
    photo: Some(Defect::Seam),
    evidence: None,
    carrier: false,
    needs: goods::SEAMS,
    stage: Stage::Used,
    tone: Tone::Fault,
    choices: &[
        ("seam", &[("side seam", "侧缝"), ("base seam", "底缝"), ("edge seam", "包边缝线")]),
        (
            "cause",
            &[("its locking step was switched off", "回针功能没开"), ("its thread tension was wrong", "线张力不对")],
        ),
    ],
    en: Told {
        subject: "[The $seam opens|Stitching comes undone at the $seam] on $product",
        letter: "[Good leather, poor sewing:|We are not happy with the sewing:] on $n $product the $seam [opens over four to six centimetres|unravels from the corner|shows skipped stitches]. [The thread ends are not locked.|The same place every time.] [Lot $lot of order $order.|All $colour.]",
        line: "The $seam opens on $n $product, lot $lot",
        ask: "Is the thread torn or just not locked? [And please tell us the number on the white label inside, it is the worker's.|The worker's number is on the small white label inside, please tell us that too.]",
        awaited: "Number on the white label inside",
        facts: "[Not torn, it simply runs out.|Not locked at the end.] The number is [14|22|31|8].",
        note: "Line 3, one day's work. Hold the remaining cartons of $lot.",
    },
    zh: Told {
        subject: "$product[$seam开线|$seam脱线]",
        letter: "[皮不错，车工不行：|做工不满意：]$n 个$product的$seam[开了四到六厘米|从角上开始散|有跳针]。[线头没有回针。|每次都在同一个地方。][订单 $order，批次 $lot。|都是$colour。]",
        line: "$product$seam开线，$n 个，批次 $lot",
        ask: "请看一下线是断了还是没有回针，并告知里面白色小标上的工号。",
        awaited: "白色小标上的工号",
        facts: "[没断，就是没收住。|尾端没有回针。]工号是 [14|22|31|8]。",
        note: "三线，一天的活。$lot 剩余各箱先扣住。",
    },
    ways: &[
        Way {
            wish: Wish::Replace,
            en: Done {
                wish: "[Please exchange them.|New ones, please.]",
                remedy: "We have found the machine: $cause on one day. We replace the $n pieces; they leave [on Friday|with the next shipment] with the apology of the sewing line.",
                solved: "Replacement of $n pieces released for the next shipment.",
            },
            zh: Done {
                wish: "[请换货。|请换新的。]",
                remedy: "已查到是一台机器某天$cause。这 $n 个换新，[周五|随下一批货]发出，车缝组附了致歉信。",
                solved: "$n 个随下一批货换新，已安排。",
            },
        },
        Way {
            wish: Wish::Credit,
            en: Done {
                wish: "[We ask for a refund of the $n pieces.|Please take them off the invoice.]",
                remedy: "We have found the machine: $cause on one day. We credit the $n pieces; please keep or give away what you have.",
                solved: "$n pieces credited, the customer keeps them.",
            },
            zh: Done {
                wish: "[这 $n 个请退款。|请从货款里扣除。]",
                remedy: "已查到是一台机器某天$cause。这 $n 个退款，货由贵方自行处理。",
                solved: "$n 个已退款，货由客户自行处理。",
            },
        },
        Way {
            wish: Wish::Repair,
            en: Done {
                wish: "[Can you resew them?|Please repair them, the leather is too good to throw away.]",
                remedy: "We have found the machine: $cause on one day. Please send the $n pieces on our account; we resew and repair them within [ten|fourteen] days.",
                solved: "Resewing of $n pieces agreed, collection is ours.",
            },
            zh: Done {
                wish: "[能重新车缝吗？|请返修，皮料扔了可惜。]",
                remedy: "已查到是一台机器某天$cause。请到付寄回 $n 个，[十|十四]天内返修好。",
                solved: "$n 个返修已约定，运费到付。",
            },
        },
    ],
};
