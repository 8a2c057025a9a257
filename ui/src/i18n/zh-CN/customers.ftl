customers-title = 客户
customers-search = 搜索名称、地址、号码
customers-new = 新客户
customers-name = 名称
customers-contact = 联系人
customers-emails = 邮箱地址
customers-phones = 电话号码
customers-many-help = 每行一个
customers-language = 答复语言
customers-language-en = 英文
customers-language-zh = 中文
customers-zone = 时区
customers-zone-help = 在我方时间旁显示当地时间，如 Australia/Melbourne
customers-zone-now = 当地现为 { $there }
customers-country = 国家或地区
customers-country-unknown = 未知
customers-country-help = 针对某地区宣布的状态会涉及该地区客户的案件。
customers-long-term = 长期客户自
customers-long-term-help = 至少每六个月回访一次（HX-17）
customers-no-surveys = 不接受回访
customers-no-surveys-help = 显示为豁免，不再询问
customers-open-cases =
    { $n ->
        [0] 无未结案件
       *[other] { $n } 件未结
    }
customers-orders-count =
    { $n ->
        [0] 无订单
       *[other] { $n } 个订单
    }
customers-long-term-tag = 长期
customers-no-contract = 无已签合同
customers-save = 保存
customers-cancel = 取消
customers-edit = 编辑
customers-saved = 已保存：{ $name }
customers-facts = 资料
customers-contracts = 合同
customers-contract-number = 编号
customers-contract-signed = 签订
customers-contract-completed = 完成
customers-contract-add = 添加合同
customers-orders = 订单
customers-order-number = 编号
customers-order-goods = 货物
customers-order-contract = 合同
customers-order-customised = 定制
customers-order-ordered = 下单
customers-order-received = 收货
customers-order-completed = 完成
customers-order-add = 添加订单
customers-none = 无
customers-cause-completes = 保存后订单即完成。是否应做回访由政策决定（HX-15、HX-17），如有会列在下方。
customers-cause-exempt = 客户不接受回访，不产生回访。
customers-cases = 案件
customers-cases-empty = 尚无案件。
customers-surveys = 回访
customers-surveys-empty = 无应做，也无已发出。
customers-more = 更多
customers-empty = 尚无客户
customers-empty-say = 客户可在此录入，或在案件的资料栏中关联。
customers-no-hit = 没有客户含“{ $text }”
customers-no-hit-say = 搜索范围：名称、邮箱地址、电话号码。
customers-clear = 清除搜索
customers-choose = 选择一位客户
customers-choose-say = 资料、合同、订单和案件显示在这里。
customers-bad-name = 需要名称。
customers-bad-email = “{ $value }”不是邮箱地址。
customers-bad-zone = 没有这个时区，请从列表中选择。
customers-bad-day = 日期写作 2026-11-25。
customers-bad-number = 需要编号，它会印在单据上。
customers-bad-received = 收货早于下单。
customers-bad-completed = 完成早于下单。
customers-bad-signed = 完成早于签订。
customers-failed = 无法取得客户列表。
customers-failed-one = 无法取得该客户。
customers-yes = 是
customers-row-edit = 编辑 { $number }
customers-back = 客户
act-customer-search = 搜索客户
act-customer-new = 新客户
act-customer-edit = 编辑客户资料
