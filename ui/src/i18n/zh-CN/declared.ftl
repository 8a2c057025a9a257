# 所宣布的状态：旺季、来件高峰、不可抗力；涉及哪些案件，以及每个时限的两个日期。

act-go-declared = 前往已宣布的状态
act-declare = 宣布旺季、来件高峰或不可抗力
act-policy-declared = 已宣布的状态
act-declared-new = 宣布状态
act-declared-end = 结束或收回所宣布的状态
act-declared-next = 下一个已宣布的状态
act-declared-previous = 上一个已宣布的状态
act-declared-back = 返回规则

policy-view-declared = 已宣布
declared-title = 已宣布的状态
declared-detail = 该状态
declared-open = 宣布…
declared-failed = 无法取得已宣布的状态。
declared-empty = 未宣布任何状态
declared-empty-say = 遇旺季、来件高峰或不可抗力，规则另有期限。宣布一次即可：案件按规则找出，每个时限的两个日期都保留。
declared-see = 查看
declared-all-packs = 所有规则
declared-all-cases = 全部

declared-state-planned = 计划中
declared-state-on = 进行中
declared-state-over = 已结束
declared-state-taken-back = 已收回
declared-group-planned = 计划中
declared-group-on = 进行中
declared-group-over = 已结束
declared-group-taken-back = 已收回

declared-from-to = { $from } 至 { $to }
declared-from-on = 自 { $from } 起
declared-now = 现已宣布：{ $said }
declared-now-until = { $what }，至 { $to }（{ $scope }）
declared-now-open = { $what }，结束时间未定（{ $scope }）
declared-bringing = 正在按所宣布的状态更新案件
declared-progress = { $done } / { $total }
declared-scope = 适用
declared-span = 期间
declared-reason-short = 原因
declared-by = 宣布
declared-ended-by-hand = 结束
declared-never-was = 已收回：没有案件因此更改日期。
declared-again = 再次宣布…

declared-new = 宣布状态
declared-act = 宣布
declared-says = 每个涉及的案件都会记下一条；时限的两个日期都保留。可以收回。
declared-what = 宣布什么
declared-help-peak = 适用于通知落在此期间的案件。移动哪些时限由规则决定。
declared-help-high-volume = 适用于通知落在此期间的案件。移动哪些时限由规则决定。
declared-help-force-majeure = 适用于所有未结案件及其间到来的案件：可以暂停的时钟即暂停。
declared-pack = 规则
declared-from = 开始，{ $city }
declared-to = 结束
declared-open-end = 留空：未定
declared-from-wrong = 日期和时间，如 2026-11-25 09:00
declared-to-wrong = 须晚于开始的日期和时间，或留空
declared-only = 渠道、类别、国家：
declared-channels = 来件渠道
declared-categories = 案件类别
declared-countries = 客户所在国家或地区
declared-country-add = 添加国家或地区
declared-country-help = 输入名称或代码。客户所在国家未知的案件不在其内。
declared-country-wrong = 没有名为“{ $text }”的国家或地区。
declared-country-remove = 移除{ $country }
declared-reason = 原因
declared-reason-example = 为何、何处：客户可能会问
declared-reason-needed = 须填写原因：会写入每个案件
declared-done = 已宣布：{ $what }
declared-taken-back = 已收回：视为从未宣布
declared-count-first = 先算出会移动哪些时限

declared-end-open = 结束…
declared-change-open = 收回…
declared-end-title = 结束：{ $what }
declared-end = 结束
declared-take-back = 收回
declared-end-says = 届时不再适用的案件恢复平常日期。
declared-when = 何时结束
declared-end-now = 现在
declared-end-at = 指定时刻
declared-end-never = 收回
declared-end-help-now = 现在结束。旺季或来件高峰期间到来的案件保留其日期。
declared-end-help-at = 届时结束。在此之前旺季或来件高峰期间到来的案件保留其日期。
declared-end-help-never = 在开始之时结束，视为从未宣布：所有案件恢复平常日期。
declared-end-instant = 结束，{ $city }
declared-end-before = 须晚于开始的日期和时间
declared-end-after = 须早于原定的 { $to }：要延长请再次宣布
declared-end-reason = 原因
declared-optional = 可留空
declared-ended = 已结束：{ $what }
declared-nothing-to-end = 没有选中可结束的状态。

declared-preview = 涉及的案件
declared-counting = 正在计算…
declared-stop = 停止
declared-stopped = 已停止：仅为停止前看过的案件。
declared-preview-failed = 无法算出涉及的案件。
declared-reaches = 涉及 { $cases } 个未结案件；{ $deadlines ->
        [0] 没有时限移动
       *[other] 移动 { $deadlines } 个时限
    }
declared-leaves = { $cases } 个未结案件随之更改；{ $deadlines ->
        [0] 没有时限移动
       *[other] 移动 { $deadlines } 个时限
    }
declared-touches = 涉及 { $cases } 个未结案件；{ $deadlines ->
        [0] 没有时限因此移动
       *[other] { $deadlines } 个时限因此移动
    }
declared-nowhere = 另有 { $n } 个未结案件符合其他条件，但其客户所在国家未知。
declared-none-moves = 这些案件的规则没有为此另定日期。
declared-none-returns = 没有未结案件因此更改日期。
declared-none-reached = 按此规则没有未结案件。之后到来的案件会在建立时适用。
declared-moves = 移动的时限
declared-more = 另有 { $n } 个
declared-move = { $label }，{ $clock }：{ $one } { $a }，{ $other } { $b }
declared-col-case = 案件
declared-col-normal = 平常
declared-col-extended = 延长后
declared-col-as-declared = 宣布期间
declared-col-then = 之后
declared-held = 期间暂停
declared-both = { $clock }：平常为 { $normal }，现为 { $due }
declared-normally = 平常
declared-normal-by = { $other }（{ $what }）
declared-normal-before = { $due }，若无不可抗力
declared-normal-all = { $due }，若无所宣布之情形
