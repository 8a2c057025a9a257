//! Metal: plating that goes, locks that don't open.

use super::{Done, Matter, Stage, Told, Tone, Way, Wish};
use crate::demo::goods;
use crate::demo::picture::Defect;
use aftercare_core::case::Category::{ProductQuality, Use};

pub(super) static PLATING: Matter = Matter {
    category: ProductQuality,
    weight: 8,
    complex: 160,
    photo: Some(Defect::Metal),
    evidence: None,
    carrier: false,
    needs: goods::METAL,
    stage: Stage::Used,
    tone: Tone::Fault,
    choices: &[
        ("fail", &[("turn green", "发绿"), ("tarnish", "氧化发暗"), ("lose their plating", "掉镀层")]),
        (
            "cause",
            &[
                (
                    "the plating of that supplier is under five microns where eight are agreed",
                    "该供应商镀层不足五微米，约定是八",
                ),
                ("there is sulphur in the wrapping paper", "包装纸含硫"),
            ],
        ),
    ],
    en: Told {
        subject: "[Buckles|Metal parts] $fail ($product)",
        letter: "The metal parts of the $product $fail [after four weeks in the shop window|though nobody has worn them|at the edges first]. [We counted $n of $total.|$n pieces so far.] [Lot $lot.|Order $order.]",
        line: "Metal parts $fail, $n of $total $product",
        ask: "[Do|Would you tell us whether] they stand near the sea or [in a window with sun|near a cleaning cupboard]? And is the paper still on the metal?",
        awaited: "Where the goods stand",
        facts: "[The shop is two streets from the sea, the paper is off.|No sea, but full sun; no paper.|In the stock room, still in their paper.]",
        note: "Salt spray test of $lot: 24 h. Wrapping paper changed in spring?",
    },
    zh: Told {
        subject: "$product[五金|扣子]$fail",
        letter: "$product的五金$fail，[在橱窗放了四周|还没人用过|边上最明显]。[数了一下 $n / $total。|目前 $n 个。][批次 $lot。|订单 $order。]",
        line: "$product五金$fail，$n / $total",
        ask: "请问摆放处是否靠海、[是否晒太阳|旁边有没有清洁用品]？五金上的纸还在吗？",
        awaited: "摆放环境",
        facts: "[店离海两条街，纸已拆。|不靠海，但太阳很大，没有纸。|在仓库，纸还包着。]",
        note: "$lot 盐雾 24 小时。包装纸春天换过？",
    },
    ways: &[
        Way {
            wish: Wish::Parts,
            en: Done {
                wish: "[Can you send us new metal parts?|We have a repairer here who can fit new ones.]",
                remedy: "We know the cause: $cause. $n sets of metal parts leave today with a hand press; your repairer's bill comes to us.",
                solved: "$n sets of metal parts sent, the cause is stopped.",
            },
            zh: Done {
                wish: "[能寄新的五金吗？|这边有师傅可以换五金。]",
                remedy: "原因已查明：$cause。$n 套五金今天连同手压机寄出，当地安装费我方承担。",
                solved: "已寄五金 $n 套，原因已消除。",
            },
        },
        Way {
            wish: Wish::Credit,
            en: Done {
                wish: "[We have taken them off the shelf and ask for a credit.|Please credit the $n pieces.]",
                remedy: "We know the cause: $cause. The $n pieces are credited in full, and you keep them.",
                solved: "$n pieces credited, the cause is stopped.",
            },
            zh: Done {
                wish: "[已下架，请退款。|这 $n 个请退款。]",
                remedy: "原因已查明：$cause。这 $n 个全额退款，货不必寄回。",
                solved: "$n 个已全额退款，原因已消除。",
            },
        },
    ],
};

pub(super) static LOCK: Matter = Matter {
    category: Use,
    weight: 8,
    complex: 50,
    photo: None,
    evidence: None,
    carrier: false,
    needs: goods::LOCK,
    stage: Stage::Used,
    tone: Tone::Office,
    choices: &[
        ("find", &[("a small hole beside the hinge", "合页旁有个小孔"), ("a lever on the left", "左边有个拨杆")]),
        (
            "why",
            &[("the code was changed by accident", "密码被误改了"), ("nobody knows the code any more", "密码忘了")],
        ),
    ],
    en: Told {
        subject: "Combination lock of $product[| can't be opened]",
        letter: "[A customer can't open|Two of our customers in $city can't open] the combination lock of $product any more: $why. [Order $order.|They are $colour, of lot $lot.]",
        line: "Combination lock of $product: $why",
        ask: "Please look at the inside of the lock: is there a small hole or a lever?",
        awaited: "Hole or lever on the inside of the lock",
        facts: "There is $find. [The dials turn freely.|The middle dial is stiff.|It stands at 3-8-1 now.]",
        note: "Lock type B since spring: hole or lever, the reset is the same.",
    },
    zh: Told {
        subject: "$product密码锁[|打不开]",
        letter: "[有位客人|$city有两位客人]的$product密码锁打不开了：$why。[订单 $order。|$colour的，批次 $lot。]",
        line: "$product密码锁打不开：$why",
        ask: "请看锁的内侧有没有小孔或拨杆。",
        awaited: "锁内侧是小孔还是拨杆",
        facts: "$find。[转轮很顺。|中间一轮有点紧。|现在停在 3-8-1。]",
        note: "春天起用 B 型锁，小孔或拨杆，复位方法一样。",
    },
    ways: &[Way {
        wish: Wish::Advice,
        en: Done {
            wish: "[Can it be reset without breaking it?|How is it set back?]",
            remedy: "Press a paper clip into the hole beside the hinge (on some it is a lever: push it to the right) while turning all dials to zero, then let go; the new code is 000. [Please tell the customer to write the new one down.|It works on every lock of this type.]",
            solved: "Way to reset the lock explained; the customer writes if it does not work.",
        },
        zh: Done {
            wish: "[能不能不破坏就复位？|怎么复位？]",
            remedy: "用回形针按住合页旁的小孔（有的是拨杆，推到右边），同时把转轮都转到零再松开，新密码就是 000。[请客人记下新密码。|这一型的锁都适用。]",
            solved: "已说明复位方法，不行再联系。",
        },
    }],
};
