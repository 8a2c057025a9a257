# 日历：一周、一年、改动会移动哪些时限，以及谁修订了什么。

act-go-calendars = 前往日历
act-calendar-save = 保存日历
act-calendar-redo = 重做
act-calendar-view = 周或年
act-calendar-previous = 上一年
act-calendar-next = 下一年
act-calendar-import = 导入节假日（.ics、CSV）
act-calendar-own = 恢复规则自带的日历
act-calendar-zone = 更改时区…
act-calendar-back = 返回日历列表

calendar-way = 返回
calendar-policies = 规则
calendar-list = 日历
calendar-list-failed = 无法取得日历列表。
calendar-list-empty = 尚无日历
calendar-list-empty-say = 每份规则自带其日历。
calendar-title = 日历
calendar-pack = 规则
calendar-zone = 时区
calendar-by-clock = { $city }时间
calendar-zone-now = 生效中
calendar-zone-search = 按城市、时区或时差搜索
calendar-zone-example = 如 柏林、中国、UTC+8
calendar-zone-none = 没有这样的时区。
calendar-zone-found = { $n } 个时区
calendar-zone-take = 采用{ $city }
calendar-zone-says = 时段与日期照旧，改按当地时钟计。保存前会先预演哪些期限移动。
calendar-deadlines = 未结时限
calendar-state = 状态
calendar-packs-own = 规则自带
calendar-revised = 第 { $n } 版，自 { $day } 起
calendar-lacks = { $year } 年节假日尚未公布
calendar-failed = 无法取得日历。
calendar-edits-failed = 无法取得您尚未保存的改动；取得之前不会另作改动，以免覆盖。

calendar-week = 周
calendar-year = 年
calendar-import = 导入 .ics、CSV
calendar-more-acts = 更多
calendar-revision = 第 { $n } 版
calendar-undo = 撤销
calendar-unsaved = { $n } 处改动未保存
calendar-year-only = 此键用于年视图。
calendar-is-own = 已是规则自带的日历。
calendar-nothing-to-save = 没有改动。
calendar-nothing-to-redo = 没有可重做的步骤。
calendar-never = 每周至少须有一段开放时间
calendar-settle-first = 期间有人保存过：请先在上方选择。
calendar-wait-rehearsal = 先预演：保存之前说明哪些时限会移动。

calendar-year-missing = { $year } 年节假日尚未公布。{ $before } 年 12 月 31 日之后的时限按普通周计算，并加以标注。
calendar-year-begun = { $year } 年节假日尚未公布，此处已录入部分日期。在确认该年完整之前，相关时限仍加标注。
calendar-add-year = 添加 { $year } 年
calendar-year-full = { $year } 年已完整
calendar-year-full-help = 该年的节假日均已录入，相关时限不再标注。
calendar-year-open = { $year } 年尚不完整
calendar-year-published = { $year } 年依公布
calendar-year-entered = { $year } 年为本台录入
calendar-year-unknown = { $year } 年：按普通周

calendar-key-closed = 休息、法定节假日
calendar-key-own = 另定时间、调休上班（班）
calendar-key-desk = 本台改动
calendar-key-edit = 尚未保存

calendar-today = 今天
calendar-closed = 休息
calendar-as-usual = 照常，{ $hours }
calendar-named = { $day }（{ $name }）
calendar-usually = 平时 { $hours }
calendar-desk-change = 本台改动
calendar-unsaved-was = 未保存，原为 { $was }
calendar-day-is = 这一天
calendar-kind-usual = 照常
calendar-kind-closed = 休息
calendar-kind-own = 另定时间
calendar-hours = 时间
calendar-hours-help = 例如 9–12，13–21；跨午夜写作 22–6。
calendar-hours-wrong = 时间写作 9–12，13–21，不可重叠。
calendar-day-name = 这一天的名称
calendar-optional = 可不填

calendar-week-grid = 每周各日的时间
calendar-week-how = 在空白处拖动即开放，拖边缘改长短，拖中间移动；跨午夜可拖入下一行。键盘：方向键移动，Shift 扩选，回车开放，Delete 关闭，数字键输入。
calendar-week-sum = 每周 { $h } 小时 { $m } 分
calendar-days-to = { $from }至{ $to }
calendar-cursor = { $day }，{ $hours }，{ $open ->
    [yes] 开放
   *[no] 休息
}
calendar-row-says = { $day }：{ $hours }
calendar-hours-of = { $day }的时间
calendar-tail = 自{ $day }至 { $to }
calendar-was = 原为 { $hours }
calendar-pack-has = 规则为 { $hours }

calendar-side = 日历旁栏
calendar-rehearsal = 预演
calendar-revisions = 修订
calendar-rehearsal-idle = 改动某天或某段时间后，保存之前在此列出哪些未结时限会移动、由何时移至何时。
calendar-rehearsing = 正在计算会移动的时限
calendar-rehearsal-stopped = 预演已停止
calendar-rehearsal-failed = 预演未能完成。
calendar-rehearse-again = 重新预演
calendar-progress = { $done } / { $total }
calendar-stop = 停止
calendar-none-moves = 没有时限移动
calendar-moves = { $n } 个时限移动，{ $late ->
    [0] 无一因此逾期
   *[other] { $late } 个因此逾期
}
calendar-later-earlier = { $later ->
    [0] 均提前。
   *[other] { $later } 个推后，{ $earlier } 个提前。
}
calendar-only-open = 只有未结时钟随之变动；已完成和已逾期的保持不变。
calendar-looked = 已查看 { $n } 个未结时限。
calendar-moves-list = 会移动的时限
calendar-move = { $party }，{ $label }，{ $clock }：由 { $from } 移至 { $to }
calendar-move-late = { $party }，{ $label }，{ $clock }：由 { $from } 移至 { $to }，因此逾期
calendar-late-by-it = 因此逾期
calendar-hidden = 暂停中
calendar-while-paused = 恢复后显示
calendar-later-by = 推后 { $length }
calendar-earlier-by = 提前 { $length }
calendar-change = { $day }：{ $to }
calendar-change-year = { $year } 年：节假日是否完整有改动
calendar-change-zone = 时区：{ $from } → { $to }
calendar-more-changes = 另有 { $n } 处
calendar-fewer = 收起
calendar-more = 另有 { $n } 项
calendar-surveys-move = { $n } 项回访的日期移动
calendar-surveys-stay = 回访日期不变。

calendar-reason = 理由
calendar-reason-example = 例如：盘点停业
calendar-reason-needed = 请写明理由，它会与修订一同保存。
calendar-discard = 放弃
calendar-discarded = 已放弃改动
calendar-save = 保存第 { $n } 版
calendar-saved = 第 { $n } 版已生效。{ $moved ->
    [0] 没有时限移动。
   *[other] { $moved } 个时限已移动。
}

calendar-counts = 用于
calendar-open-deadlines = { $n } 个未结时限
calendar-source = 节假日
calendar-source-more = 来源
calendar-in-force = 生效中
calendar-first-revision = 依 { $pack }
calendar-reason-erased = 理由已抹除。

calendar-conflict = { $by } 期间保存了第 { $n } 版：“{ $reason }”。您的 { $mine } 处改动基于上一版。
calendar-conflict-pack = 规则包的日历已不同。您的 { $mine } 处改动基于之前的日历。
calendar-resumed = 您在 { $at } 的 { $n } 处改动已恢复，尚未生效。
calendar-resume = 继续
calendar-kept = 您的 { $n } 处改动已为您保留，尚未生效。
calendar-keep-mine = 将我的叠加其上
calendar-take-theirs = 采用对方的
calendar-took-theirs = 已采用对方的改动
calendar-both-changed = 双方都改动
calendar-mine = 我的
calendar-theirs = 对方的

calendar-leave-title = { $n } 处改动未保存
calendar-leave = 不保存就离开
calendar-leave-says = 离开后改动即丢失。
calendar-leave-how = “取消”则留在此处；{ $key } 保存。

calendar-import-title = 导入日期
calendar-import-year = 添加 { $year } 年
calendar-import-none = 选择 iCalendar 文件（.ics），或每行一个日期的表格，可附名称及是否上班。也可将文件拖入本窗口；单个日期可在年视图中点击标注。
calendar-choose-file = 选择文件…
calendar-other-file = 另选文件…
calendar-encoding = 编码
calendar-encoding-auto = 自动
calendar-import-empty = 文件中没有找到日期。
calendar-import-says = 先成为改动，保存之前不生效。
calendar-import-days = { $n } 天
calendar-take-as = 作为
calendar-as-file = 依文件所写
calendar-as-holidays = 休息日
calendar-as-workdays = 上班日
calendar-workday-hours = 上班日的时间
calendar-years = 年份
calendar-so-already = 已是如此
calendar-take-days = { $n ->
    [0] 采用
   *[other] 改动 { $n } 天
}
calendar-problems = { $n } 行无法采用
calendar-line = 第 { $line } 行
calendar-problem-not-a-date = “{ $value }”不是日期。日期写作 2027-02-06。
calendar-problem-ambiguous-day = “{ $value }”可作两种日期理解。请写作 2027-02-06。
calendar-problem-impossible-date = 没有 { $value } 这一天。
calendar-problem-repeats = “{ $value }”为重复日程，只能采用单独的日期。
calendar-problem-not-all-day = “{ $value }”是一天中的时段，不是全天。
calendar-problem-too-long = “{ $value }”超过一年。
calendar-problem-out-of-range = { $value } 不在 1990 至 2099 年之间。
calendar-problem-twice = { $value } 出现两次且内容不同。
calendar-problem-no-date = 此行没有日期：“{ $value }”。
calendar-problem-other = “{ $value }”无法采用。
problem-weekly = 每周时间不合：每段须有起止，不可重叠，且至少一天开放。
problem-days = 日期不合：{ $day }。
problem-draft = 日历内容不合。{ $detail }
calendar-drop = 拖入节假日文件
calendar-drop-help = .ics 或 CSV。改动之前先列出各日期。
