//! What shows in use: dye that rubs off, smell, linings, a customer's mark that is not where it should be.

use super::{Done, Matter, Stage, Told, Tone, Way, Wish};
use crate::demo::goods;
use crate::demo::picture::Defect;
use aftercare_core::case::Category::{Customisation, ProductQuality};

pub(super) static DYE: Matter = Matter {
    category: ProductQuality,
    weight: 8,
    complex: 350,
    photo: Some(Defect::Stain),
    evidence: Some(Defect::Cloth),
    carrier: false,
    needs: goods::DARK,
    stage: Stage::Used,
    tone: Tone::Fault,
    choices: &[(
        "when",
        &[("in warm weather", "天热时"), ("when it is damp", "受潮时"), ("even when dry", "干的时候")],
    )],
    en: Told {
        subject: "[Colour rubs off|Dye transfer] from $colour $product",
        letter: "The $colour leather of the $product [stains light clothes|leaves marks on the hand|leaves marks on light tables] $when. So far $few customers [in $city |]came back, [one with a white jacket|two of them angry]. [Lot $lot.|Order $order.]",
        line: "Dye of $colour $product rubs off, $few customers so far",
        ask: "[Could you|Please] rub the leather with a damp white cloth ten times and send a picture of the cloth?",
        awaited: "Picture of the rub test with a damp cloth",
        facts: "[The cloth is clearly coloured after three strokes.|A clear shade after ten strokes.|The picture says it all.]",
        note: "Rub fastness of $lot: retained sample to the laboratory, wet and dry.",
    },
    zh: Told {
        subject: "$colour$product[掉色|染色]",
        letter: "$product的$colour皮面$when会[染浅色衣服|把手染上颜色|在浅色桌面留下印子]。[$city已有|到现在有] $few 位客人来反映，[有一位穿的是白外套|其中两位很生气]。[批次 $lot。|订单 $order。]",
        line: "$colour$product掉色，已有 $few 位客人反映",
        ask: "请用湿的白布在皮面擦十下，把布的照片发来。",
        awaited: "湿布擦拭照片",
        facts: "[擦三下布上就有明显颜色。|擦十下颜色很清楚。|看照片就明白了。]",
        note: "$lot 色牢度：留样送检，干湿都做。",
    },
    ways: &[
        Way {
            wish: Wish::Credit,
            en: Done {
                wish: "[We can't sell the rest, please take it back and credit it.|We ask for a credit for what is still here.]",
                remedy: "Our rub test of the retained sample [confirms it|gives 2 on the grey scale, 4 is agreed]. We collect what you have left of lot $lot and credit it; please send us the cleaning bills of your customers.",
                solved: "Collection and credit for lot $lot arranged; cleaning bills come to us.",
            },
            zh: Done {
                wish: "[剩下的没法卖，请收回并退款。|库存请做退款处理。]",
                remedy: "留样测试[确认有此问题|湿擦只有 2 级，约定是 4 级]。批次 $lot 的库存由我方收回并退款，客人的洗衣单据请发来。",
                solved: "批次 $lot 库存收回并退款已安排，洗衣费由我方承担。",
            },
        },
        Way {
            wish: Wish::Replace,
            en: Done {
                wish: "[Please exchange what we have left of this lot.|We need the same in a lot that holds its colour.]",
                remedy: "Our rub test of the retained sample [confirms it|gives 2 on the grey scale, 4 is agreed]. We replace what you have left of lot $lot from a tested lot; please send us the cleaning bills of your customers.",
                solved: "Replacement from a tested lot arranged; cleaning bills come to us.",
            },
            zh: Done {
                wish: "[这批剩下的请换货。|请换成不掉色的批次。]",
                remedy: "留样测试[确认有此问题|湿擦只有 2 级，约定是 4 级]。批次 $lot 的库存换成已测试的批次，客人的洗衣单据请发来。",
                solved: "批次 $lot 库存换货已安排，洗衣费由我方承担。",
            },
        },
    ],
};

pub(super) static SMELL: Matter = Matter {
    category: ProductQuality,
    weight: 5,
    complex: 250,
    photo: None,
    evidence: None,
    carrier: false,
    needs: goods::LINING,
    stage: Stage::Arrived,
    tone: Tone::Fault,
    choices: &[("what", &[("solvent", "溶剂味"), ("glue", "胶水味")])],
    en: Told {
        subject: "[Strong|Unpleasant] smell of [$what|the $product], order $order",
        letter: "[When the cartons are opened|As soon as the polybag is off], the $product smell of $what. [Three days of airing did not help.|Our staff in $city get headaches.] It concerns [about $n pieces|all of carton 4 to 9] of order $order.",
        line: "Strong smell of $what, $product of order $order",
        ask: "[Is|Would you tell us whether] it [the lining or the leather|stronger inside than outside]? And since when are the polybags open?",
        awaited: "Where the smell sits, and since when the polybags are open",
        facts: "[Clearly the lining.|It is inside, from the lining.] Open since [Monday|yesterday|two days].",
        note: "Adhesive batch and packing date of $order asked. Limit values are kept, it is the smell alone.",
    },
    zh: Told {
        subject: "$order $product[有$what|气味很重]",
        letter: "[一开箱|一拆塑料袋]，$product就有很重的$what，[通风三天也没用。|$city的同事说头疼。]涉及订单 $order [约 $n 个|第 4 到第 9 箱]。",
        line: "$product有$what，订单 $order",
        ask: "请问是[里布还是皮面|里面还是外面]味道更重？塑料袋是什么时候拆开的？",
        awaited: "气味位置和拆袋时间",
        facts: "[明显是里布。|里面重，是里布的味。][周一|昨天|前天]拆的。",
        note: "查 $order 用胶批次和装袋日期。有害物质不超标，只是气味。",
    },
    ways: &[
        Way {
            wish: Wish::Advice,
            en: Done {
                wish: "[What can we do about it?|How do we get rid of it before Saturday?]",
                remedy: "It is the adhesive of the lining, which was packed too early; it is harmless and goes. Please leave them open in a dry room for $days days with the charcoal sachets that we send you today.",
                solved: "Charcoal sachets sent with the advice to air the goods for $days days.",
            },
            zh: Done {
                wish: "[有什么办法去味？|周六之前怎么处理？]",
                remedy: "是里布用胶没干透就装袋，无害，会散去。请在干燥处敞开放 $days 天，并放入我们今天寄出的竹炭包。",
                solved: "已寄竹炭包，并告知通风 $days 天。",
            },
        },
        Way {
            wish: Wish::Credit,
            en: Done {
                wish: "[We can't put that on a shelf and ask for a price that fits.|What do you offer us for it?]",
                remedy: "It is the adhesive of the lining, which was packed too early. We credit a tenth of the price for the pieces concerned; aired for some days in a dry room they can be sold.",
                solved: "A tenth of the price credited; the customer airs the goods and sells them.",
            },
            zh: Done {
                wish: "[这样没法上架，请给个合适的价格。|请问可以补偿多少？]",
                remedy: "是里布用胶没干透就装袋。涉及的货退还一成货款，在干燥处通风几天后可以正常销售。",
                solved: "已退一成货款，客户通风后销售。",
            },
        },
    ],
};

pub(super) static LINING: Matter = Matter {
    category: ProductQuality,
    weight: 7,
    complex: 140,
    photo: Some(Defect::Lining),
    evidence: None,
    carrier: false,
    needs: goods::LINING,
    stage: Stage::Used,
    tone: Tone::Fault,
    choices: &[(
        "fail",
        &[("tears at the corners", "边角撕裂"), ("comes away from the edge", "边上脱开"), ("blisters", "起泡")],
    )],
    en: Told {
        subject: "Lining $fail in $product[|, lot $lot]",
        letter: "[From outside nothing is to be seen, but|A pity, because outside they are perfect:] the lining of $n $product $fail. [It began after two weeks.|Our customers show us the same place every time.] [Order $order, $colour.|Lot $lot.]",
        line: "Lining $fail in $n $product, lot $lot",
        ask: "[Is|Could you tell us whether] there a small blue or a small grey dot on the inner label? It names the cutting table.",
        awaited: "Colour of the dot on the inner label",
        facts: "[A grey dot.|Grey, on all that we looked at.|Blue on the good ones, grey on the bad ones.]",
        note: "Lining fabric of $lot: roll from the second dyer. Cutting table with the grey dot.",
    },
    zh: Told {
        subject: "$product里布$fail[|，批次 $lot]",
        letter: "[外面看不出来，但|可惜了，外面做得很好：]$n 个$product的里布$fail。[两周后开始的。|客人拿来的都是同一个位置。][订单 $order，$colour。|批次 $lot。]",
        line: "$product里布$fail，$n 个，批次 $lot",
        ask: "请看内标上的小圆点是蓝色还是灰色，它代表裁床。",
        awaited: "内标圆点颜色",
        facts: "[灰点。|看过的都是灰点。|好的是蓝点，坏的是灰点。]",
        note: "$lot 里布用的是第二家染厂的卷，灰点裁床。",
    },
    ways: &[
        Way {
            wish: Wish::Replace,
            en: Done {
                wish: "[Please send us new ones.|We ask you to exchange them.]",
                remedy: "The roll of fabric behind the grey dot was faulty. We replace the $n pieces with the next shipment; what is still in our store has been checked.",
                solved: "Replacement of $n pieces released; the roll of fabric goes back to the dyer.",
            },
            zh: Done {
                wish: "[请补发新的。|请给换货。]",
                remedy: "灰点对应的那卷布有问题。这 $n 个随下一批货换新，库里的已全部检查。",
                solved: "$n 个换新已安排，问题布卷退回染厂。",
            },
        },
        Way {
            wish: Wish::Credit,
            en: Done {
                wish: "[We sell them cheaper and ask you for the difference.|A reduction would settle it for us.]",
                remedy: "The roll of fabric behind the grey dot was faulty. We credit a third of the price for the $n pieces, so that you can sell them as seconds.",
                solved: "A third of the price credited for $n pieces, to be sold as seconds.",
            },
            zh: Done {
                wish: "[我们降价卖，差价请贵方承担。|给个折扣就行。]",
                remedy: "灰点对应的那卷布有问题。这 $n 个退还三成货款，可作次品销售。",
                solved: "$n 个已退三成货款，作次品销售。",
            },
        },
    ],
};

pub(super) static MARK: Matter = Matter {
    category: Customisation,
    weight: 14,
    complex: 250,
    photo: Some(Defect::Logo),
    evidence: None,
    carrier: false,
    needs: goods::MARK,
    stage: Stage::Used,
    tone: Tone::Fault,
    choices: &[("fail", &[("is off centre", "位置偏了"), ("wears off", "磨掉了"), ("stands at an angle", "压歪了")])],
    en: Told {
        subject: "Our mark $fail on the $product of $order",
        letter: "The stamped mark on $n of the $total $product $fail. [On the signed sample it was right.|We only saw it when they were side by side.|Our customer noticed at once.] [Lot $lot.|$colour, order $order.]",
        line: "Stamped mark $fail on $n of $total $product, $order",
        ask: "[Please|Could you] measure from the upper edge to the mark on three pieces and tell us the numbers?",
        awaited: "Distance from the upper edge on three pieces",
        facts: "[38, 41 and 44 millimetres.|40 on the sample, 43, 43 and 45 on these.|Between 37 and 45, no two alike.]",
        note: "Stamping press: the guide was moved on the second day of $order. Sample is in the cupboard.",
    },
    zh: Told {
        subject: "$order 的$product，标志$fail",
        letter: "$total 个$product里有 $n 个，烫印的标志$fail。[签样是对的。|摆在一起才发现。|客户一眼就看出来了。][批次 $lot。|$colour，订单 $order。]",
        line: "$product标志$fail，$n / $total，$order",
        ask: "请量三个实物上边缘到标志的距离，并告知数字。",
        awaited: "三个实物的标志距离",
        facts: "[38、41、44 毫米。|签样是 40，这几个是 43、43、45。|37 到 45 之间，都不一样。]",
        note: "烫印机：$order 第二天靠山动过。签样在柜里。",
    },
    ways: &[
        Way {
            wish: Wish::Replace,
            en: Done {
                wish: "[We have to give them to our customer and need right ones.|Please make these $n again.]",
                remedy: "The guide of the press had moved. We make the $n pieces again and replace them, in [two|three] weeks at the latest; the die and the freight are ours.",
                solved: "$n pieces are made again and replaced, guide of the press fixed.",
            },
            zh: Done {
                wish: "[要交给客户，必须是对的。|这 $n 个请重做。]",
                remedy: "是烫印机靠山移位。这 $n 个重做换新，最迟[两|三]周，版费和运费我方承担。",
                solved: "$n 个重做换新已排产，烫印机靠山已固定。",
            },
        },
        Way {
            wish: Wish::Credit,
            en: Done {
                wish: "[Our customer takes them at a lower price; we pass that on to you.|There is no time to make them again, so please reduce the price.]",
                remedy: "The guide of the press had moved. We credit a quarter of the price for the $n pieces; the note is on its way.",
                solved: "A quarter of the price credited for $n pieces, guide of the press fixed.",
            },
            zh: Done {
                wish: "[客户同意降价收下，差价请贵方承担。|来不及重做，请降价。]",
                remedy: "是烫印机靠山移位。这 $n 个退还二成五货款，贷记单随后到。",
                solved: "$n 个已退二成五货款，烫印机靠山已固定。",
            },
        },
    ],
};
