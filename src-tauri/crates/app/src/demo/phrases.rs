//! What letters, calls and notes have in common whatever they are about, and what they share with those of the same tone
//! or the same wish. Patterns as [`super::grammar`] reads them; besides the words of [`super::matters`]: `$name` `$given`
//! `$company` `$person` `$subject` `$waited`.

use super::matters::{Tone, Wish};
use aftercare_core::case::Language;

/// The phrases of one language.
pub(super) struct Phrases {
    pub hello: &'static str,
    pub bye: &'static str,
    /// A picture comes with the letter.
    pub pictured: &'static str,
    pub dear: &'static str,
    pub regards: &'static str,
    /// An answer that asks: before the question; and the same after a call.
    pub before_ask: &'static str,
    pub before_ask_called: &'static str,
    /// An answer that helps at once after a call.
    pub as_said: &'static str,
    /// The customer waits.
    pub chase: &'static str,
    /// The customer is content.
    pub content: &'static str,
    /// The customer told what was asked.
    pub details: &'static str,
    /// The result, long after the letter.
    pub result: &'static str,
    pub away: &'static str,
    pub away_subject: &'static str,
    pub called_back: &'static str,
    pub rang: &'static str,
    pub unreached: &'static str,
    /// A missed call with a message, and one without.
    pub message_left: &'static str,
    pub missed: &'static str,
    pub carrier_awaited: &'static str,
    pub carrier_note: &'static str,
    pub handed: &'static str,
    pub without_form: &'static str,
    pub dropped_survey: &'static str,
    faults: Talk,
    transit: Talk,
    office: Talk,
}

/// What is said in one tone.
pub(super) struct Talk {
    /// A first answer that helps at once.
    pub thanks_for: &'static str,
    /// An answer that only promises.
    pub looking: &'static str,
    pub chased: &'static str,
    pub welcome: &'static str,
    pub complex: &'static str,
    pub progress: &'static str,
}

/// What is said when the customer is back after the solution.
pub(super) struct Back {
    pub again: &'static str,
    pub answer: &'static str,
    pub solved: &'static str,
    /// The wish in two words, for a line about a call.
    pub short: &'static str,
}

impl Phrases {
    pub(super) fn of(language: Language) -> &'static Self {
        match language {
            Language::Zh => &ZH,
            Language::En => &EN,
        }
    }

    pub(super) fn talk(&self, tone: Tone) -> &Talk {
        match tone {
            Tone::Fault => &self.faults,
            Tone::Transit => &self.transit,
            Tone::Office => &self.office,
        }
    }
}

static EN: Phrases = Phrases {
    hello: "[Hello|Good morning|Good day|Dear after-sales desk|Dear team|Hi],\n\n",
    bye: "\n\n[Kind regards|Best wishes|Thank you|With thanks|Regards],\n$name\n$company",
    pictured: "[ A picture is attached.| See the picture.| We took a picture of one of them.]",
    dear: "Dear $given,\n\n",
    regards: "\n\n[Kind regards|Best wishes|With kind regards]\n$person\nAfter-sales desk",
    before_ask: "[Thank you for your letter.|Thank you for writing to us.|We have your letter and look into it.] ",
    before_ask_called: "[Thank you for your call.|As we said on the telephone, one thing we need to know.] ",
    as_said: "[As agreed on the telephone:|Thank you for your call. Here it is in writing:] ",
    chase: "[Any news on this?|May I ask how far you are?|We still wait for your word.|Is there an answer by now?] [It has been $waited days.|We would like to plan.|It is about order $order.|It is about the $product.|People in $city ask me every day.]",
    content: "[Thank you, that helps.|That was quick, thank you.|Good, we agree.|Thank you, that is what we hoped for.] [We let you know if anything comes up.|All in order here.|I pass it on in the house.]",
    details: "[Thank you for the details.|Thank you, that tells us enough.|Good, now we know.] ",
    result: "[Thank you for waiting. Here is our answer.|We have the result now.|Here is what we found.] ",
    away: "I am out of the office until [Monday|the 9th|next week] and read my mail after that. For urgent matters please call our front desk.",
    away_subject: "Out of office: $subject",
    called_back: "Called back: $line[|. Writes us the rest|. Content with what we propose]",
    rang: "[Rang the customer: |Spoke to $name: ]$line[. Agreed to write|. Content with what we propose|. Explained where it stands]",
    unreached: "[Rang $name, nobody answered|Not reached, message left to call back|Rang, line busy]",
    message_left: "Missed call, message left: $line",
    missed: "Missed call from $name[, $company|], no message",
    carrier_awaited: "[Report|Answer] of the carrier for the consignment of $order",
    carrier_note: "[Carrier called:|Forwarder writes:] [file is with the insurer|the driver has been asked|the consignment was traced].",
    handed: "[Language of the customer|Knows this line of goods|Holiday cover|Workload]",
    without_form: "[Form was filled in on paper and stands in the binder|Customer asked for no form]",
    dropped_survey: "[Customer is moving, asked to be left alone this quarter|Answered all questions during a visit]",
    faults: Talk {
        thanks_for: "[We are sorry for the trouble.|Thank you for the clear description, and we are sorry.|Thank you for telling us at once.][ We looked at it this morning.| We have checked it with production.|]\n\n",
        looking: "[Thank you for your letter, we are on it.|We have your letter and have asked production.] You hear from us [today|by tomorrow noon|as soon as we have the result].",
        chased: "[You are right to ask.|Sorry for the wait.|Thank you for your patience.] [The test takes one day more than we thought|Production answers tomorrow|The supplier has to confirm one thing]; [we write by then without being asked|you have our word by tomorrow noon].",
        welcome: "[You are welcome.|Glad to hear it.|Thank you for letting us know.] [We leave the case open until all is settled.|Nothing more is needed from your side.|Do tell us if another one turns up.]",
        complex: "[More than one department is needed|The laboratory has to test first|Supplier is involved]",
        progress: "[Third test piece is in the oven.|Supplier wants to see two pieces.|Retained sample is with the laboratory.|Counted again with the warehouse: $n.|Quality meets about lot $lot tomorrow.]",
    },
    transit: Talk {
        thanks_for: "[We are sorry for this.|Thank you for telling us at once, and we are sorry.|Thank you for the numbers, we are sorry.][ We have talked to the warehouse.| Shipping has looked into it.|]\n\n",
        looking: "[Thank you for your letter, we are on it.|We have your letter and have asked shipping.] You hear from us [today|by tomorrow noon|as soon as we know more].",
        chased: "[You are right to ask.|Sorry for the wait.|Thank you for your patience.] [The forwarder answers tomorrow|The carrier still checks its records|The warehouse is going through its papers]; [we write by then without being asked|you have our word by tomorrow noon].",
        welcome: "[You are welcome.|Glad to hear it.|Thank you for letting us know.] [We leave the case open until all is settled.|Nothing more is needed from your side.]",
        complex: "[More than one department is needed|The forwarder is involved|Warehouse and carrier tell it differently]",
        progress: "[Forwarder has been called again.|Packing records of $order are on the table.|Carrier asks for the consignment number.|Warehouse counts again tonight.]",
    },
    office: Talk {
        thanks_for: "[Thank you for writing.|Thank you for your question.|Thank you for asking.] ",
        looking: "[Thank you for your letter, we are on it.|We have your letter and have asked the people who know.] You hear from us [today|by tomorrow noon|as soon as we have the answer].",
        chased: "[You are right to ask.|Sorry for the wait.|Thank you for your patience.] [The colleague in charge is back tomorrow|One signature is missing|We have asked once more]; [we write by then without being asked|you have our word by tomorrow noon].",
        welcome: "[You are welcome.|Glad to hear it.|Thank you for letting us know.] [Write to us any time.|Nothing more is needed from your side.]",
        complex: "[More than one department is needed|Head of sales decides|Needs a word from purchasing]",
        progress: "[Asked planning once more.|Answer is with the head of sales.|Waiting for a signature.|Colleague in charge is back tomorrow.]",
    },
};

static ZH: Phrases = Phrases {
    hello: "[您好：|你好，|售后同事好：|各位好，]\n\n",
    bye: "\n\n[谢谢|此致|祝好|麻烦了]\n$name\n$company",
    pictured: "[照片见附件。|附照片一张。|拍了其中一个，见照片。]",
    dear: "$name：\n\n您好。",
    regards: "\n\n[祝好|此致|顺祝商祺]\n$person\n售后服务台",
    before_ask: "[来信收到。|感谢来信。|来信收到，正在了解情况。]",
    before_ask_called: "[感谢来电。|如电话中所说，还需要了解一点。]",
    as_said: "[按电话中商定：|感谢来电，现书面答复：]",
    chase: "[这件事有消息了吗？|请问进展如何？|还在等你们回复。|现在有结果了吗？][已经 $waited 天了。|我们这边要做安排。|是 $order 那一单。|是$product的事。|$city的同事天天在问。]",
    content: "[谢谢，很有帮助。|很快，谢谢。|好的，同意。|谢谢，正是我们想要的。][有情况再联系。|这边没问题了。|我转告同事。]",
    details: "[谢谢说明。|谢谢，这样就清楚了。|好的，明白了。]",
    result: "[让您久等，现答复如下。|现在有结果了。|查明情况如下。]",
    away: "我[周一|9 号|下周]前不在办公室，回来后阅读邮件。急事请致电前台。",
    away_subject: "自动回复：$subject",
    called_back: "已回电：$line[|，其余书面补充|，接受方案]",
    rang: "[致电客户：|与$name通话：]$line[，同意书面说明|，接受方案|，已说明进展]",
    unreached: "[致电$name，无人接听|未联系上，已留言请回电|致电，占线]",
    message_left: "未接来电，留言：$line",
    missed: "未接来电，$name[（$company）|]，无留言",
    carrier_awaited: "$order 运单的[承运商报告|承运商答复]",
    carrier_note: "[承运商来电：|货代回复：][案件已交保险公司|已问司机|货已查到]。",
    handed: "[客户语言|熟悉该产品线|休假代班|工作量]",
    without_form: "[表单已纸质填写并归档|客户不需要表单]",
    dropped_survey: "[客户搬迁，本季度不便打扰|拜访时已答完全部问题]",
    faults: Talk {
        thanks_for: "[给您添麻烦了。|感谢说明得这么清楚，很抱歉。|谢谢第一时间告知。][今早已看过。|已和生产部核对。|]",
        looking: "[来信收到，正在处理。|已收到，并转问生产部。][今天|明天中午前|一有结果]回复您。",
        chased: "[您催得对。|让您久等了。|谢谢您的耐心。][测试比预计多一天|生产部明天答复|供应商还要确认一点]，[届时不用您再问，我们主动回复|明天中午前给您准话]。",
        welcome: "[不客气。|那就好。|谢谢告知。][全部处理完之前这边先保留记录。|您这边不用再做什么。|如再出现请随时联系。]",
        complex: "[涉及多个部门|须先做实验室测试|涉及供应商]",
        progress: "[第三件样品在烘箱里。|供应商要看两件实物。|留样已送实验室。|和仓库重新数过：$n。|质量部明天开会讨论批次 $lot。]",
    },
    transit: Talk {
        thanks_for: "[非常抱歉。|谢谢第一时间告知，很抱歉。|谢谢提供数字，很抱歉。][已和仓库核对。|发货部已查看。|]",
        looking: "[来信收到，正在处理。|已收到，并转问发货部。][今天|明天中午前|一有消息]回复您。",
        chased: "[您催得对。|让您久等了。|谢谢您的耐心。][货代明天答复|承运商还在核对记录|仓库在查单据]，[届时不用您再问，我们主动回复|明天中午前给您准话]。",
        welcome: "[不客气。|那就好。|谢谢告知。][全部处理完之前这边先保留记录。|您这边不用再做什么。]",
        complex: "[涉及多个部门|涉及货代|仓库和承运商说法不一]",
        progress: "[已再次致电货代。|$order 的装箱记录已调出。|承运商要运单号。|仓库今晚再数一遍。]",
    },
    office: Talk {
        thanks_for: "[感谢来信。|感谢咨询。|谢谢询问。]",
        looking: "[来信收到，正在处理。|已收到，并转问相关同事。][今天|明天中午前|一有答复]回复您。",
        chased: "[您催得对。|让您久等了。|谢谢您的耐心。][负责的同事明天回来|还差一个签字|已再次询问]，[届时不用您再问，我们主动回复|明天中午前给您准话]。",
        welcome: "[不客气。|那就好。|谢谢告知。][有问题随时来信。|您这边不用再做什么。]",
        complex: "[涉及多个部门|须销售负责人决定|须采购确认]",
        progress: "[已再次询问计划部。|答复在销售负责人处。|等签字。|负责的同事明天回来。]",
    },
};

/// What is said when somebody with this wish is back.
pub(super) fn back(wish: Wish, language: Language) -> &'static Back {
    let zh = language == Language::Zh;
    match wish {
        Wish::Replace if zh => &Back {
            again: "[不好意思，还没完：|又来打扰：][换的那几个也这样|又有三个同样问题]。[怎么办？|请再看一下。]",
            answer: "[不应该这样。|抱歉，我们没做好。]有问题的全部再换新，[不再追问|发出前逐个检查]。",
            solved: "全部再次换新，发出前逐个检查；已电话与客户确认。",
            short: "要求换货",
        },
        Wish::Replace => &Back {
            again: "[I am afraid it is not over:|Sorry to come back to this:] [the exchanged ones have it as well|three more pieces show the same]. [What now?|Please have another look.]",
            answer: "[That should not be.|We are sorry, that is not good enough.] We replace all of them once more, [no further questions|each one looked at before it leaves].",
            solved: "All pieces replaced once more after a check; settled with the customer on the telephone.",
            short: "wants them replaced",
        },
        Wish::Credit if zh => &Back {
            again: "[不好意思，还没完：|又来打扰：][贷记单金额不对|退款到现在没有到账]。[请核对。|请再看一下。]",
            answer: "[您说得对。|抱歉，财务弄错了。]退款今天更正并重新办理，[单号另发|办好即通知您]。",
            solved: "退款已更正并办妥；已电话与客户确认。",
            short: "要求退款",
        },
        Wish::Credit => &Back {
            again: "[I am afraid it is not over:|Sorry to come back to this:] [the sum on the credit note is not right|the credit has not arrived]. [What now?|Please have another look.]",
            answer: "[You are right.|We are sorry, our accounts made a mistake.] The credit is put right today, [and you get the new note tomorrow|and we write when it is done].",
            solved: "Credit put right; settled with the customer on the telephone.",
            short: "wants a credit",
        },
        Wish::Parts if zh => &Back {
            again: "[不好意思，还没完：|又来打扰：][寄来的配件不合|配件少了三份]。[怎么办？|请再看一下。]",
            answer: "[不应该这样。|抱歉，我们没做好。]正确的配件今天快递，[数量已核对两遍|单号随后发]。",
            solved: "正确的配件已快递到；已电话与客户确认。",
            short: "要求寄配件",
        },
        Wish::Parts => &Back {
            again: "[I am afraid it is not over:|Sorry to come back to this:] [the parts that came don't fit|the box was three parts short]. [What now?|Please have another look.]",
            answer: "[That should not be.|We are sorry, that is not good enough.] The right parts leave today by courier, [counted twice|you get the number of the parcel].",
            solved: "The right parts arrived by courier; settled with the customer on the telephone.",
            short: "wants parts",
        },
        Wish::Repair if zh => &Back {
            again: "[不好意思，还没完：|又来打扰：][修好的又有三个坏了|还有三个没修好]。[怎么办？|请再看一下。]",
            answer: "[不应该这样。|抱歉，我们没做好。]这几个再修一次，费用我方承担，[由组长亲自检查|修好拍照给您]。",
            solved: "再次维修完毕并检查；已电话与客户确认。",
            short: "要求维修",
        },
        Wish::Repair => &Back {
            again: "[I am afraid it is not over:|Sorry to come back to this:] [three of the repaired ones have failed again|three were not repaired properly]. [What now?|Please have another look.]",
            answer: "[That should not be.|We are sorry, that is not good enough.] These are repaired once more at our cost, [and our foreman looks at each|and we send pictures before they leave].",
            solved: "Repaired once more and checked; settled with the customer on the telephone.",
            short: "wants them repaired",
        },
        Wish::Advice if zh => &Back {
            again: "[不好意思，还没完：|又来打扰：][按说明做了，没有用|做到第二步就不行了]。[怎么办？|请再说明一下。]",
            answer: "[抱歉没说清楚。|谢谢试过。]同事今天给您打电话，一步一步讲。",
            solved: "已在电话里一步一步说明，问题解决。",
            short: "求处理方法",
        },
        Wish::Advice => &Back {
            again: "[I am afraid it is not over:|Sorry to come back to this:] [we did as you wrote, without success|it does not work from the second step on]. [What now?|Could you explain it once more?]",
            answer: "[Sorry that this was not clear.|Thank you for trying.] A colleague calls you today and goes through it step by step.",
            solved: "Gone through step by step on the telephone, it worked.",
            short: "asks what to do",
        },
        Wish::Goods if zh => &Back {
            again: "[不好意思，还没完：|又来打扰：][到现在还没收到|货代没有联系我们]。[怎么办？|请再看一下。]",
            answer: "[不应该这样。|抱歉，我们没跟好。]已查到货的位置，派送日期今天电话告知。",
            solved: "货已送到；已电话与客户确认。",
            short: "催货",
        },
        Wish::Goods => &Back {
            again: "[I am afraid it is not over:|Sorry to come back to this:] [nothing has arrived so far|the forwarder did not call]. [What now?|Please have another look.]",
            answer: "[That should not be.|We are sorry, we should have kept an eye on it.] We have found the goods; the day of delivery comes by telephone today.",
            solved: "Goods arrived; settled with the customer on the telephone.",
            short: "wants the goods",
        },
        Wish::Office if zh => &Back {
            again: "[不好意思，还没完：|又来打扰：][还没收到|收到的有一处写错了]。[怎么办？|请再看一下。]",
            answer: "[不应该这样。|抱歉，我们没做好。]今天重新发，[发前核对|麻烦您再看一遍]。",
            solved: "已更正重发；已电话与客户确认。",
            short: "等答复",
        },
        Wish::Office => &Back {
            again: "[I am afraid it is not over:|Sorry to come back to this:] [nothing has come so far|there is a mistake in what came]. [What now?|Please have another look.]",
            answer: "[That should not be.|We are sorry about it.] It goes out again today, [checked by a second pair of eyes|and please tell us if it is right now].",
            solved: "Put right and sent again; settled with the customer on the telephone.",
            short: "waits for an answer",
        },
    }
}
