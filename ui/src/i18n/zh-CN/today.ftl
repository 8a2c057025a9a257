today-title = 今日
today-counts = { $late } 件逾期，{ $hour } 件一小时内，今日另 { $today } 件
today-next = 接下来的承诺
today-due = 到期
today-customer = 客户
today-owed = 应做
today-case = 案件
today-aside = 待办与回访
today-tasks = 待办
today-tasks-empty = 暂无待办。
today-tasks-more = 另 { $n } 项
today-owed-first-response = 答复：{ $subject }
today-owed-next-response = 答复：{ $subject }
today-owed-update = 向客户告知进度：{ $subject }
today-owed-solution = 解决：{ $subject }
today-surveys = 应做回访
today-survey-last = 最晚 { $day }
today-survey-all = 全部回访
today-day-left =
    { $d ->
        [0] 今天
       *[other] { $d } 天
    }
today-slept = 离开期间
today-slept-span = { $from } 至 { $to }
today-slept-none = 无承诺逾期。
today-slept-passed = { $n } 项承诺到期：
today-slept-lost = 有 { $n } 条提醒可能未被看到。
today-slept-seen = 已阅
today-empty = 没有待办的承诺
today-empty-say = 目前没有时钟在运行。新邮件和来电会按到期先后出现在这里。
today-empty-act = 登记来电
today-call = 来电
today-surveys-empty = 暂无到期。
today-closed = 今日休息
today-closed-until = 今日休息，{ $at } 恢复服务
today-now = 现在 { $time }
today-day-says = { $late } 件逾期，当日另有 { $more } 项承诺
today-hidden = 当日另有 { $n } 项未标出
today-failed = 无法取得今日概况。
