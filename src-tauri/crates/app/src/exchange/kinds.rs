//! Which tables come in and go out, and which columns each has. The one place where a column is added.
//!
//! A column's `words` are the headers by which it is recognised in other people's files, as they come out of
//! [`words::plain`](super::words::plain): lower case, letters and figures only.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A table that can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TableKind {
    /// Companies and persons.
    Customers,
    /// Persons at a customer's.
    Contacts,
    /// Contracts (HX-5).
    Contracts,
    /// Orders.
    Orders,
    /// Lines of orders.
    OrderLines,
    /// Lots.
    Lots,
    /// Pieces with a serial number.
    Units,
}

impl TableKind {
    /// In the order in which they build on each other: a file of each, imported in this order, finds what it names.
    pub const ALL: [Self; 7] =
        [Self::Customers, Self::Contacts, Self::Contracts, Self::Orders, Self::OrderLines, Self::Lots, Self::Units];

    /// Its word in calls and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Customers => "customers",
            Self::Contacts => "contacts",
            Self::Contracts => "contracts",
            Self::Orders => "orders",
            Self::OrderLines => "order_lines",
            Self::Lots => "lots",
            Self::Units => "units",
        }
    }

    /// The columns.
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Customers => CUSTOMERS,
            Self::Contacts => CONTACTS,
            Self::Contracts => CONTRACTS,
            Self::Orders => ORDERS,
            Self::OrderLines => LINES,
            Self::Lots => LOTS,
            Self::Units => UNITS,
        }
    }

    /// The column of this name.
    pub fn field(self, name: &str) -> Option<&'static Field> {
        self.fields().iter().find(|field| field.name == name)
    }
}

/// How a column's cells are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A text of one line.
    Text,
    /// A number that names something: a contract, an order, a lot, a serial. May hold letters.
    Number,
    /// Mail addresses, several in a cell.
    Emails,
    /// Telephone numbers, several in a cell.
    Phones,
    /// A day.
    Day,
    /// Yes or no.
    Flag,
    /// Pieces.
    Count,
    /// A place in a list, from 1.
    Position,
    /// A price.
    Amount,
    /// A currency code or sign.
    Currency,
    /// English or Chinese.
    Language,
    /// An IANA zone.
    Zone,
    /// A country: telephone numbers of its row are read by it. A customer keeps it, a contact has none.
    Country,
}

/// Whether a row can do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Every row has it: it names the record.
    Always,
    /// A new record has it.
    New,
    /// It may be missing.
    Maybe,
}

/// One column.
#[derive(Debug)]
pub struct Field {
    /// Its name in calls, on the command line and in JSON.
    pub name: &'static str,
    /// How cells are read.
    pub sort: Sort,
    /// Whether it may be missing.
    pub need: Need,
    /// Headers by which it is recognised.
    pub words: &'static [&'static str],
}

impl Field {
    /// Whether several columns may be mapped to it.
    pub fn many(&self) -> bool {
        matches!(self.sort, Sort::Emails | Sort::Phones)
    }
}

const fn field(name: &'static str, sort: Sort, need: Need, words: &'static [&'static str]) -> Field {
    Field { name, sort, need, words }
}

const CUSTOMER_NUMBER: &[&str] = &[
    "customernumber",
    "customerno",
    "customerid",
    "customercode",
    "accountnumber",
    "accountno",
    "clientno",
    "clientnumber",
    "debtor",
    "debtorno",
    "custno",
    "kundennummer",
    "kundennr",
    "kdnr",
    "debitor",
    "客户编号",
    "客户号",
    "客户代码",
    "客户编码",
    "客编",
];
const CUSTOMER: &[&str] = &[
    "customer",
    "customername",
    "company",
    "companyname",
    "client",
    "clientname",
    "account",
    "accountname",
    "buyer",
    "kunde",
    "kundenname",
    "firma",
    "客户",
    "客户名称",
    "客户名",
    "公司",
    "公司名称",
    "单位名称",
    "买方",
    "购货单位",
];
const EMAILS: &[&str] = &[
    "email",
    "emails",
    "mail",
    "emailaddress",
    "emailaddresses",
    "mailaddress",
    "mailaddresses",
    "emailadresse",
    "邮箱",
    "电子邮箱",
    "电子邮件",
    "邮件",
    "邮件地址",
    "邮箱地址",
];
const PHONES: &[&str] = &[
    "phone",
    "phones",
    "telephone",
    "telephones",
    "tel",
    "telephonenumber",
    "telephonenumbers",
    "phonenumber",
    "phonenumbers",
    "mobile",
    "mobilephone",
    "cell",
    "cellphone",
    "telefon",
    "telefonnummer",
    "handy",
    "mobil",
    "电话",
    "电话号码",
    "联系电话",
    "手机",
    "手机号",
    "手机号码",
    "座机",
    "固定电话",
];
const LANGUAGE: &[&str] = &["language", "lang", "languageofanswers", "sprache", "语言", "语种"];
const COUNTRY: &[&str] = &["country", "countrycode", "land", "nation", "国家", "国别", "国家地区"];
const PRODUCT: &[&str] = &[
    "product",
    "article",
    "articlenumber",
    "articleno",
    "item",
    "itemno",
    "itemnumber",
    "sku",
    "model",
    "style",
    "styleno",
    "productcode",
    "productname",
    "goods",
    "artikel",
    "artikelnummer",
    "artikelnr",
    "产品",
    "产品名称",
    "产品编号",
    "产品型号",
    "型号",
    "货号",
    "品名",
    "款号",
    "商品",
    "商品名称",
    "物料",
    "物料编码",
];
const LOT: &[&str] =
    &["lot", "lotno", "lotnumber", "batch", "batchno", "batchnumber", "charge", "批次", "批号", "批次号", "生产批号"];
const QUANTITY: &[&str] = &[
    "quantity",
    "qty",
    "pieces",
    "pcs",
    "amountofpieces",
    "count",
    "menge",
    "stück",
    "anzahl",
    "数量",
    "件数",
    "个数",
];
const ORDER: &[&str] = &[
    "order",
    "orderno",
    "ordernumber",
    "orderid",
    "salesorder",
    "so",
    "sono",
    "po",
    "pono",
    "ponumber",
    "auftrag",
    "auftragsnummer",
    "auftragsnr",
    "bestellung",
    "bestellnummer",
    "订单",
    "订单号",
    "订单编号",
    "订单号码",
    "单号",
];
const POSITION: &[&str] = &[
    "line",
    "lineno",
    "linenumber",
    "position",
    "pos",
    "row",
    "rowno",
    "itemline",
    "zeile",
    "行",
    "行号",
    "项次",
    "序号",
];
const CONTRACT: &[&str] =
    &["contract", "contractno", "contractnumber", "vertrag", "vertragsnummer", "合同", "合同号", "合同编号"];
const COMPLETED: &[&str] = &[
    "completed",
    "completedon",
    "completiondate",
    "finished",
    "finishedon",
    "abgeschlossen",
    "完成",
    "完成日期",
    "完工日期",
];

const CUSTOMERS: &[Field] = &[
    field("number", Sort::Number, Need::Maybe, CUSTOMER_NUMBER),
    field(
        "name",
        Sort::Text,
        Need::Always,
        &[
            "name",
            "customer",
            "customername",
            "company",
            "companyname",
            "client",
            "clientname",
            "account",
            "accountname",
            "organisation",
            "organization",
            "kunde",
            "kundenname",
            "firma",
            "名称",
            "客户",
            "客户名称",
            "客户名",
            "公司",
            "公司名称",
            "单位名称",
            "企业名称",
        ],
    ),
    field(
        "contact",
        Sort::Text,
        Need::Maybe,
        &[
            "contact",
            "contactperson",
            "contactname",
            "person",
            "attn",
            "ansprechpartner",
            "联系人",
            "联系人姓名",
            "负责人",
        ],
    ),
    field("emails", Sort::Emails, Need::Maybe, EMAILS),
    field("phones", Sort::Phones, Need::Maybe, PHONES),
    field("language", Sort::Language, Need::Maybe, LANGUAGE),
    field("zone", Sort::Zone, Need::Maybe, &["zone", "timezone", "tz", "zeitzone", "时区"]),
    field(
        "long_term_since",
        Sort::Day,
        Need::Maybe,
        &["longtermsince", "longterm", "longtermcustomersince", "长期客户", "长期合作日期", "长期合作起始日"],
    ),
    field("no_surveys", Sort::Flag, Need::Maybe, &["nosurveys", "wantsnosurveys", "nosurvey", "不接受回访", "免回访"]),
    field("country", Sort::Country, Need::Maybe, COUNTRY),
];

const CONTACTS: &[Field] = &[
    field("customer_number", Sort::Number, Need::Maybe, CUSTOMER_NUMBER),
    field("customer", Sort::Text, Need::Maybe, CUSTOMER),
    field(
        "name",
        Sort::Text,
        Need::Always,
        &[
            "name",
            "contact",
            "contactperson",
            "contactname",
            "fullname",
            "person",
            "ansprechpartner",
            "姓名",
            "联系人",
            "联系人姓名",
            "名字",
        ],
    ),
    field(
        "role",
        Sort::Text,
        Need::Maybe,
        &[
            "role",
            "title",
            "jobtitle",
            "position",
            "function",
            "department",
            "funktion",
            "abteilung",
            "职务",
            "职位",
            "岗位",
            "部门",
            "角色",
        ],
    ),
    field("emails", Sort::Emails, Need::Maybe, EMAILS),
    field("phones", Sort::Phones, Need::Maybe, PHONES),
    field("language", Sort::Language, Need::Maybe, LANGUAGE),
    field("country", Sort::Country, Need::Maybe, COUNTRY),
];

const CONTRACTS: &[Field] = &[
    field("customer_number", Sort::Number, Need::Maybe, CUSTOMER_NUMBER),
    field("customer", Sort::Text, Need::Maybe, CUSTOMER),
    field(
        "number",
        Sort::Number,
        Need::Always,
        &[
            "number",
            "no",
            "contract",
            "contractno",
            "contractnumber",
            "vertrag",
            "vertragsnummer",
            "编号",
            "合同",
            "合同号",
            "合同编号",
        ],
    ),
    field(
        "signed_on",
        Sort::Day,
        Need::Maybe,
        &[
            "signed",
            "signedon",
            "signingdate",
            "datesigned",
            "contractdate",
            "unterzeichnet",
            "vertragsdatum",
            "签订日期",
            "签约日期",
            "签署日期",
            "签订时间",
            "合同日期",
        ],
    ),
    field("completed_on", Sort::Day, Need::Maybe, COMPLETED),
];

const ORDERS: &[Field] = &[
    field("customer_number", Sort::Number, Need::Maybe, CUSTOMER_NUMBER),
    field("customer", Sort::Text, Need::Maybe, CUSTOMER),
    field(
        "number",
        Sort::Number,
        Need::Always,
        &[
            "number",
            "no",
            "order",
            "orderno",
            "ordernumber",
            "orderid",
            "salesorder",
            "so",
            "sono",
            "po",
            "pono",
            "ponumber",
            "auftrag",
            "auftragsnummer",
            "auftragsnr",
            "bestellnummer",
            "编号",
            "订单",
            "订单号",
            "订单编号",
            "订单号码",
            "单号",
        ],
    ),
    field("contract", Sort::Number, Need::Maybe, CONTRACT),
    field(
        "goods",
        Sort::Text,
        Need::New,
        &[
            "goods",
            "description",
            "product",
            "article",
            "item",
            "ware",
            "bezeichnung",
            "beschreibung",
            "货物",
            "货品",
            "产品",
            "产品名称",
            "品名",
            "描述",
            "商品",
        ],
    ),
    field(
        "customised",
        Sort::Flag,
        Need::Maybe,
        &["customised", "customized", "custom", "bespoke", "定制", "是否定制"],
    ),
    field(
        "ordered_on",
        Sort::Day,
        Need::Maybe,
        &[
            "ordered",
            "orderedon",
            "orderdate",
            "date",
            "bestelldatum",
            "auftragsdatum",
            "datum",
            "下单日期",
            "订单日期",
            "订货日期",
            "日期",
        ],
    ),
    field(
        "received_on",
        Sort::Day,
        Need::Maybe,
        &[
            "received",
            "receivedon",
            "delivered",
            "deliveredon",
            "deliverydate",
            "receiptdate",
            "lieferdatum",
            "geliefert",
            "收货日期",
            "签收日期",
            "到货日期",
            "交货日期",
        ],
    ),
    field("completed_on", Sort::Day, Need::Maybe, COMPLETED),
];

const LINES: &[Field] = &[
    field("customer_number", Sort::Number, Need::Maybe, CUSTOMER_NUMBER),
    field("customer", Sort::Text, Need::Maybe, CUSTOMER),
    field("order", Sort::Number, Need::Always, ORDER),
    field("line", Sort::Position, Need::Maybe, POSITION),
    field("product", Sort::Text, Need::New, PRODUCT),
    field("lot", Sort::Number, Need::Maybe, LOT),
    field("quantity", Sort::Count, Need::New, QUANTITY),
    field(
        "price",
        Sort::Amount,
        Need::Maybe,
        &["price", "unitprice", "priceperpiece", "einzelpreis", "preis", "stückpreis", "单价", "价格"],
    ),
    field("currency", Sort::Currency, Need::Maybe, &["currency", "cur", "ccy", "währung", "币种", "货币"]),
];

const LOTS: &[Field] = &[
    field("product", Sort::Text, Need::Always, PRODUCT),
    field(
        "number",
        Sort::Number,
        Need::Always,
        &[
            "number",
            "no",
            "lot",
            "lotno",
            "lotnumber",
            "batch",
            "batchno",
            "batchnumber",
            "charge",
            "编号",
            "批次",
            "批号",
            "批次号",
            "生产批号",
        ],
    ),
    field(
        "produced_on",
        Sort::Day,
        Need::Maybe,
        &[
            "produced",
            "producedon",
            "productiondate",
            "manufactured",
            "manufacturedon",
            "mfgdate",
            "date",
            "produktionsdatum",
            "herstelldatum",
            "生产日期",
            "制造日期",
            "日期",
        ],
    ),
    field("quantity", Sort::Count, Need::Maybe, QUANTITY),
];

const UNITS: &[Field] = &[
    field(
        "serial",
        Sort::Number,
        Need::Always,
        &["serial", "serialno", "serialnumber", "sn", "seriennummer", "序列号", "产品序列号", "编号", "机身号"],
    ),
    field("product", Sort::Text, Need::New, PRODUCT),
    field("lot", Sort::Number, Need::Maybe, LOT),
    field("customer_number", Sort::Number, Need::Maybe, CUSTOMER_NUMBER),
    field("customer", Sort::Text, Need::Maybe, CUSTOMER),
    field("order", Sort::Number, Need::Maybe, ORDER),
    field("line", Sort::Position, Need::Maybe, POSITION),
    field(
        "purchased_on",
        Sort::Day,
        Need::Maybe,
        &["purchased", "purchasedon", "purchasedate", "dateofpurchase", "bought", "kaufdatum", "购买日期", "购货日期"],
    ),
    field(
        "delivered_on",
        Sort::Day,
        Need::Maybe,
        &[
            "delivered",
            "deliveredon",
            "deliverydate",
            "shipped",
            "lieferdatum",
            "交货日期",
            "到货日期",
            "收货日期",
            "发货日期",
        ],
    ),
    field(
        "proof",
        Sort::Text,
        Need::Maybe,
        &[
            "proof",
            "proofofpurchase",
            "invoice",
            "invoiceno",
            "invoicenumber",
            "receipt",
            "rechnung",
            "rechnungsnummer",
            "凭证",
            "购买凭证",
            "发票",
            "发票号",
            "发票号码",
        ],
    ),
];
