//! What goes wrong on the way: other goods, fewer goods, crushed goods, late goods.

use super::{Done, Matter, Stage, Told, Tone, Way, Wish};
use crate::demo::picture::Defect;
use aftercare_core::case::Category::{Delivery, Order};

pub(super) static WRONG: Matter = Matter {
    category: Order,
    weight: 6,
    complex: 280,
    photo: Some(Defect::Shade),
    evidence: Some(Defect::Label),
    carrier: false,
    needs: 0,
    stage: Stage::Arrived,
    tone: Tone::Transit,
    choices: &[("paper", &[("cartons say", "箱唛"), ("delivery note says", "送货单")])],
    en: Told {
        subject: "[Wrong colour|Not the colour we ordered]: order $order",
        letter: "The $paper $colour, but [inside are $product in another shade|what is inside is clearly not the signed sample]. [It concerns $n of $total $product.|Cartons 11 to 18, $n $product.] Our [launch|season] begins in $days days[ and we can't mix the two|].",
        line: "Wrong colour in the cartons of $order, $n of $total $product",
        ask: "[Please|Could you] send us a photograph of the carton label, and tell us how one piece looks beside the signed sample in daylight?",
        awaited: "Photograph of the carton label, comparison with the signed sample",
        facts: "[The label is right, the goods are a shade darker.|Label says lot $lot; beside the sample they are clearly lighter.]",
        note: "Packing table 2 mixed $lot with the neighbour order.",
    },
    zh: Told {
        subject: "[颜色不对|颜色与订单不符]：$order",
        letter: "$paper写的是$colour，里面的$product[却是另一种颜色|与签样明显不同]。[共 $n / $total 个。|第 11 到 18 箱，$n 个。]我们 $days 天后[上新|开季][，两种不能混卖|]。",
        line: "$order 颜色不对，$n / $total 个$product",
        ask: "请拍箱唛的照片，并在日光下与签样对比，告知差别。",
        awaited: "箱唛照片及与签样的对比",
        facts: "[箱唛是对的，货偏深。|箱唛写批次 $lot，比签样明显浅。]",
        note: "二号装箱台把 $lot 和隔壁订单混了。",
    },
    ways: &[
        Way {
            wish: Wish::Replace,
            en: Done {
                wish: "[We need the right ones by then.|Please exchange them in time.]",
                remedy: "Two lots were mixed at packing, we are sorry. The right $n pieces [leave by air on our account|are packed today]; we collect the others in exchange.",
                solved: "Right goods released in exchange; collection of the wrong ones ordered.",
            },
            zh: Done {
                wish: "[请在那之前换成正确的货。|请尽快换货。]",
                remedy: "装箱时两个批次混了，非常抱歉。正确的 $n 个[空运发出，运费我方承担|今天装箱]，错发的由我方取回换货。",
                solved: "换发正确的货已安排，错发的安排取回。",
            },
        },
        Way {
            wish: Wish::Credit,
            en: Done {
                wish: "[We could keep them at a better price.|For a reduction we would sell them as they are.]",
                remedy: "Two lots were mixed at packing, we are sorry. Please keep the $n pieces at a quarter off; the credit note goes out today.",
                solved: "Customer keeps the $n pieces at a quarter off, credit note sent.",
            },
            zh: Done {
                wish: "[价格合适的话可以留下。|给折扣的话我们就这样卖。]",
                remedy: "装箱时两个批次混了，非常抱歉。这 $n 个请按七五折留下，差额今天退款。",
                solved: "$n 个客户按七五折留用，差额已退款。",
            },
        },
    ],
};

pub(super) static MISSING: Matter = Matter {
    category: Delivery,
    weight: 7,
    complex: 120,
    photo: None,
    evidence: Some(Defect::Carton),
    carrier: true,
    needs: 0,
    stage: Stage::Arrived,
    tone: Tone::Transit,
    choices: &[("tape", &[("your printed tape", "贵厂印字胶带"), ("clear tape", "透明胶带")])],
    en: Told {
        subject: "$n pieces missing from order $order",
        letter: "[We counted twice:|Our warehouse in $city reports:] of the $total $product of order $order [$n are missing|we find $n less]. [Carton 7 is closed with $tape.|The packing list says full.|Carton 7 weighs two kilos less than the others.]",
        line: "$n of $total $product missing, order $order",
        ask: "[Would you|Please] tell us the weight of carton 7 and of its neighbour, and send a picture of the tape?",
        awaited: "Weights of the cartons, picture of the tape",
        facts: "[Carton 7: 11.8 kg, carton 8: 14.1 kg.|It is 2.3 kg lighter than carton 8.] It is closed with $tape.",
        note: "Scale log of the packing line against the customer's weights.",
    },
    zh: Told {
        subject: "$order 少 $n 个",
        letter: "[数了两遍：|$city仓库反馈：]$order 应到$product $total 个，[实收少 $n 个|缺 $n 个]。[第 7 箱用的是$tape。|装箱单写的是足数。|第 7 箱比别的轻两公斤。]",
        line: "$order 少货 $n / $total 个$product",
        ask: "请告知第 7 箱和旁边一箱的重量，并拍一下封口胶带。",
        awaited: "箱重和胶带照片",
        facts: "[第 7 箱 11.8 公斤，第 8 箱 14.1 公斤。|比第 8 箱轻 2.3 公斤。]封口是$tape。",
        note: "对装箱线过磅记录和客户的重量。",
    },
    ways: &[
        Way {
            wish: Wish::Goods,
            en: Done {
                wish: "[Please send the rest.|We need the missing ones soon.]",
                remedy: "[Our scale log agrees with you:|We have followed it up:] the $n pieces [follow by courier tomorrow|leave on Thursday], and nothing is charged.",
                solved: "The missing $n pieces are sent free of charge.",
            },
            zh: Done {
                wish: "[请补发。|缺的货请尽快发来。]",
                remedy: "[我方过磅记录与您一致|已核实]，缺的 $n 个[明天快递|周四]发出，不收费。",
                solved: "缺的 $n 个免费补齐，已安排发出。",
            },
        },
        Way {
            wish: Wish::Credit,
            en: Done {
                wish: "[Please take them off the invoice.|We don't need them any more; please correct the invoice.]",
                remedy: "[Our scale log agrees with you:|We have followed it up:] the $n pieces are credited, the corrected invoice goes out today.",
                solved: "$n pieces credited, invoice corrected.",
            },
            zh: Done {
                wish: "[请从发票里扣除。|不用补了，请更正发票。]",
                remedy: "[我方过磅记录与您一致|已核实]，缺的 $n 个按数退款，更正后的发票今天发出。",
                solved: "$n 个已退款，发票已更正。",
            },
        },
    ],
};

pub(super) static CRUSHED: Matter = Matter {
    category: Delivery,
    weight: 8,
    complex: 200,
    photo: Some(Defect::Carton),
    evidence: Some(Defect::Paper),
    carrier: true,
    needs: 0,
    stage: Stage::Arrived,
    tone: Tone::Transit,
    choices: &[("how", &[("crushed", "压坏"), ("wet", "受潮")])],
    en: Told {
        subject: "Cartons arrived $how: $order",
        letter: "[$n of the $product arrived $how|The pallet leaned, $n $product are $how]. The driver [noted it on the paper|would not write anything down]. [We keep everything as it is for now.|The cartons stand in our yard in $city.]",
        line: "Cartons of $order arrived $how, $n $product damaged",
        ask: "[Please|Could you] keep the packing, and send us a picture of the delivery paper?",
        awaited: "Picture of the delivery paper",
        facts: "Here is the paper. [It is hard to read, it says two cartons $how.|The consignment number is in the corner.]",
        note: "Claim with the carrier within three days of receipt. Consignment number on the delivery paper.",
    },
    zh: Told {
        subject: "纸箱到货$how：$order",
        letter: "[$product有 $n 个到货时$how|托盘倾斜，$n 个$product$how]。司机[在单上注明了|不肯写备注]。[现场先不动。|箱子放在$city仓库院里。]",
        line: "$order 纸箱$how，$product $n 个受损",
        ask: "请保留包装，并拍一下签收单。",
        awaited: "签收单照片",
        facts: "签收单在这里。[字不清楚，写的是两箱$how。|运单号在角上。]",
        note: "收货三天内向承运商索赔，运单号在签收单上。",
    },
    ways: &[
        Way {
            wish: Wish::Replace,
            en: Done {
                wish: "[We need new ones for the shop.|Please replace them.]",
                remedy: "We claim this from the carrier ourselves. The $n pieces are replaced now and leave [with the next truck|on Tuesday].",
                solved: "Replacement of $n pieces released; claim is with the carrier.",
            },
            zh: Done {
                wish: "[店里等着卖，请换新的。|请换货。]",
                remedy: "向承运商索赔由我方处理。$n 个先换新，[随下一车|周二]发出。",
                solved: "$n 个换新已安排，已向承运商索赔。",
            },
        },
        Way {
            wish: Wish::Credit,
            en: Done {
                wish: "[Please credit them, we have enough stock.|We would rather have the money back.]",
                remedy: "We claim this from the carrier ourselves. The $n pieces are credited to you without waiting for it.",
                solved: "$n pieces credited; claim is with the carrier.",
            },
            zh: Done {
                wish: "[库存够了，请退款。|希望退款。]",
                remedy: "向承运商索赔由我方处理。$n 个先给您退款，不用等理赔。",
                solved: "$n 个已退款，已向承运商索赔。",
            },
        },
    ],
};

pub(super) static LATE: Matter = Matter {
    category: Delivery,
    weight: 9,
    complex: 100,
    photo: None,
    evidence: None,
    carrier: true,
    needs: 0,
    stage: Stage::Late,
    tone: Tone::Transit,
    choices: &[(
        "held",
        &[
            ("stands at customs for a missing paper", "因缺一份文件停在海关"),
            ("was held at the transfer yard", "压在中转场"),
        ],
    )],
    en: Told {
        subject: "[Where is order $order?|Order $order is late]",
        letter: "Order $order ($total $product, $colour) was due $days days ago and [the tracking has stood still since|nobody tells us anything]. [Our shop in $city has nothing left to sell.|A customer waits for it with a date of his own.]",
        line: "Order $order is $days days late, asks for a day",
        ask: "[Which|Would you tell us which] address did the last notice of the carrier name? [There are two on file.|We see two delivery addresses.]",
        awaited: "Delivery address on the carrier's notice",
        facts: "[The warehouse, not the shop.|It names the old address.|The one in $city.]",
        note: "Forwarder called: waits for the certificate of origin.",
    },
    zh: Told {
        subject: "[$order 到哪里了|$order 交期已过]",
        letter: "$order（$colour$product $total 个）已经晚了 $days 天，[物流一直不动|没有人给消息]。[$city的店已经断货。|客户那边也有期限。]",
        line: "$order 晚了 $days 天，要求给日期",
        ask: "请问承运商最后一次通知写的是哪个地址？[系统里有两个。|我们看到两个收货地址。]",
        awaited: "承运商通知上的收货地址",
        facts: "[是仓库，不是门店。|写的是旧地址。|$city那个。]",
        note: "已致电货代：等原产地证。",
    },
    ways: &[Way {
        wish: Wish::Goods,
        en: Done {
            wish: "[When does it arrive?|Please give us a day that holds.]",
            remedy: "The consignment $held; that is settled now. It is on its way again, and the forwarder calls you a day before it arrives.",
            solved: "Consignment released; the customer has the forwarder's day.",
        },
        zh: Done {
            wish: "[什么时候能到？|请给一个准日子。]",
            remedy: "货$held，现已解决，正在发运，到货前一天货代会与您联系。",
            solved: "货已放行，客户已得到货代的到货日期。",
        },
    }],
};
