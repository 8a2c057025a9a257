//! Tables and cards, in and out, through the calls of the list: ugly files, exact counts, the same file twice.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

use common::Bench;
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Formula, Workbook};
use serde_json::{Value, json};

/// `rows/new/changed/unchanged/bad`.
fn counts(report: &Value) -> String {
    let c = &report["counts"];
    format!("{}/{}/{}/{}/{}", c["rows"], c["new"], c["changed"], c["unchanged"], c["bad"])
}

fn problems(report: &Value) -> Vec<String> {
    let one = |p: &Value| {
        let column = p["column"].as_str().unwrap_or("-");
        format!("{} {column} {} {}", p["line"], p["code"].as_str().unwrap(), p["value"].as_str().unwrap())
    };
    report["problems"].as_array().unwrap().iter().map(one).collect()
}

struct Table {
    bench: Bench,
}

impl Table {
    async fn new() -> Self {
        Self { bench: Bench::new().await }
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        self.bench.folder.file(name, bytes.as_ref())
    }

    async fn import(&self, kind: &str, path: &str, options: Value) -> Value {
        self.bench.ok("import_table", json!({ "path": path, "kind": kind, "options": options, "job": "t" })).await
    }

    async fn text(&self, kind: &str, text: &str) -> Value {
        let path = self.file(&format!("{kind}.csv"), text);
        self.import(kind, &path, json!({})).await
    }

    async fn preview(&self, kind: &str, path: &str, options: Value) -> Value {
        self.bench.ok("import_preview", json!({ "path": path, "kind": kind, "options": options })).await
    }

    async fn refused(&self, kind: &str, path: &str) -> String {
        self.bench.refused("import_preview", json!({ "path": path, "kind": kind })).await
    }

    async fn export(&self, kind: &str, format: &str) -> String {
        let path = self.file(&format!("out-{kind}.{format}"), "");
        self.bench.ok("export_table", json!({ "kind": kind, "format": format, "path": path, "job": "t" })).await;
        path
    }

    async fn lines(&self, kind: &str) -> Vec<Value> {
        let path = self.export(kind, "jsonl").await;
        std::fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Three customers, and one order of the first.
    async fn stocked() -> Self {
        let table = Self::new().await;
        let report = table.text("customers", "number,name\nK-1,华兴皮具\nK-2,Tidemark\nK-3,Cobalt GmbH\n").await;
        assert_eq!(counts(&report), "3/3/0/0/0");
        let report = table.text("orders", "customer_number,number,goods\nK-1,OR-1,5000 cases\n").await;
        assert_eq!(counts(&report), "1/1/0/0/0");
        table
    }
}

#[tokio::test]
async fn a_gbk_file_of_excel_in_china() {
    let table = Table::new().await;
    let text = "客户一览表,,,,\r\n打印日期：2026年11月20日,,,,\r\n客户编号,客户名称,联系人,电话,邮箱\r\n\
                0001,温州华兴皮具有限公司,陈小梅,0577-86501234、13800138000,mei@huaxing.example\r\n\
                0002,广州海珠箱包厂,李先生,020-8123,\r\n\
                0003,义乌远航贸易,,＋86 579 8512 3456,yuan@yuanhang.example；sales@yuanhang.example\r\n";
    let path = table.file("客户.csv", encoding_rs::GBK.encode(text).0);
    let preview = table.preview("customers", &path, json!({ "country": "CN" })).await;
    assert_eq!(preview["encoding"], "gb18030");
    assert_eq!(preview["encoding_guessed"], true);
    assert_eq!(preview["header_line"], 3);
    assert_eq!(preview["columns"][3]["field"], "phones");
    assert_eq!(counts(&preview), "3/2/0/0/1");
    assert_eq!(problems(&preview), ["5 电话 not_a_phone 020-8123"]);
    let report = table.import("customers", &path, json!({ "country": "CN" })).await;
    assert_eq!(counts(&report), "3/2/0/0/1");
    let again = table.import("customers", &path, json!({ "country": "CN" })).await;
    assert_eq!(counts(&again), "3/0/0/2/1");
    let rows = table.lines("customers").await;
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[1]["number"], "0001");
    assert_eq!(rows[1]["phones"], json!(["+86 577 8650 1234", "+86 138 0013 8000"]));
    assert_eq!(rows[0]["emails"], json!(["yuan@yuanhang.example", "sales@yuanhang.example"]));
}

#[tokio::test]
async fn a_semicolon_file_with_german_days_and_decimal_commas() {
    let table = Table::stocked().await;
    let orders = "Kundennummer;Auftragsnr.;Bezeichnung;Bestelldatum;Lieferdatum\n\
                  K-3;A-1;Koffer 20 Zoll;02.03.2026;15.04.2026\n\
                  K-3;A-2;Tasche;31.02.2026;\n\
                  K-3;A-3;Tasche;03.03.26;\n\
                  K-9;A-4;Tasche;;\n\
                  K-3;A-5;Tasche;02.03.2026;01.03.2026\n";
    let path = table.file("auftraege.csv", encoding_rs::WINDOWS_1252.encode(orders).0);
    let report = table.import("orders", &path, json!({})).await;
    assert_eq!(counts(&report), "5/2/0/0/3", "15.04.2026 proves the order, so 03.03.26 is a day too");
    assert_eq!(
        problems(&report),
        [
            "3 Bestelldatum no_such_day 31.02.2026",
            "5 Kundennummer unknown_customer K-9",
            "6 Lieferdatum before_begin 2026-03-01",
        ]
    );
    let lines = "Auftragsnr.;Pos;Artikel;Charge;Menge;Einzelpreis\nA-1;1;CASE-20;2026-07;5.000;1.234,56 €\n\
                 A-1;2;CASE-24;2026-07;1;12,5\nA-1;3;CASE-26;;1,5;3,00\n";
    let path = table.file("zeilen.csv", lines);
    let preview = table.preview("order_lines", &path, json!({ "currency": "EUR" })).await;
    assert_eq!(preview["decimal"], "comma");
    let report = table.import("order_lines", &path, json!({ "currency": "EUR" })).await;
    assert_eq!(counts(&report), "3/2/0/0/1");
    assert_eq!(problems(&report), ["4 Menge not_whole 1,5"]);
    let rows = table.lines("order_lines").await;
    assert_eq!(
        (&rows[0]["quantity"], &rows[0]["price"], &rows[0]["currency"]),
        (&json!(5000), &json!("1234.56"), &json!("EUR"))
    );
    assert_eq!(rows[1]["price"], "12.50");
}

#[tokio::test]
async fn a_workbook_with_titles_serials_and_numbers_that_are_texts() {
    let table = Table::stocked().await;
    let path = table.file("book.xlsx", "");
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Empty").unwrap();
    let sheet = book.add_worksheet();
    sheet.merge_range(0, 0, 0, 5, "Orders of the house", &Format::new().set_bold()).unwrap();
    for (column, header) in
        ["Order No.", "Customer", "Description", "Order date", "Received", "Customized"].iter().enumerate()
    {
        sheet.write_string(2, column as u16, *header).unwrap();
    }
    let day = Format::new().set_num_format("dd/mm/yyyy");
    sheet.write_number(3, 0, 4711.0).unwrap();
    sheet.write_string(3, 1, "TIDEMARK").unwrap();
    sheet.write_string(3, 2, "Bags").unwrap();
    sheet.write_datetime_with_format(3, 3, chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap(), &day).unwrap();
    sheet.write_number(3, 4, 46100.0).unwrap();
    sheet.write_boolean(3, 5, true).unwrap();
    sheet.write_string(4, 0, "4712").unwrap();
    sheet.write_string(4, 1, "Tidemark").unwrap();
    sheet.write_formula(4, 2, Formula::new("=A4&\" bags\"").set_result("4711 bags")).unwrap();
    sheet.write_string(4, 3, "2026-03-02").unwrap();
    sheet.write_string(5, 0, "4713").unwrap();
    sheet.write_string(5, 1, "Tidemark").unwrap();
    sheet.write_string(5, 2, "Bags").unwrap();
    sheet.write_string(5, 3, "02/03/2026").unwrap();
    sheet.write_number(6, 0, 1.23456789012345e17).unwrap();
    sheet.write_string(6, 1, "Tidemark").unwrap();
    sheet.write_string(6, 2, "Bags").unwrap();
    book.save(&path).unwrap();
    let preview = table.preview("orders", &path, json!({})).await;
    assert_eq!(preview["sort"], "sheet");
    assert_eq!(preview["sheet"], "Sheet2");
    assert_eq!(preview["header_line"], 3);
    assert_eq!(counts(&preview), "4/2/0/0/2");
    let report = table.import("orders", &path, json!({})).await;
    assert_eq!(problems(&report), ["6 Order date ambiguous_day 02/03/2026", "7 Order No. rounded 123456789012345000"]);
    let again = table.import("orders", &path, json!({ "dates": "dmy" })).await;
    assert_eq!(counts(&again), "4/1/0/2/1");
    let rows = table.lines("orders").await;
    let one = rows.iter().find(|row| row["number"] == "4711").unwrap();
    assert_eq!(
        (&one["ordered_on"], &one["received_on"], &one["customised"]),
        (&json!("2026-03-02"), &json!("2026-03-19"), &json!(true))
    );
    assert!(rows.iter().any(|row| row["goods"] == "4711 bags"));

    let whole = std::fs::read(&path).unwrap();
    let cut = table.file("cut.xlsx", &whole[..whole.len() / 2]);
    assert_eq!(table.refused("orders", &cut).await, "bad_input:broken");
    let disguised = table.file("book.csv", &whole);
    assert_eq!(counts(&table.preview("orders", &disguised, json!({})).await), "4/0/0/2/2", "its bytes say what it is");
}

#[tokio::test]
async fn files_that_are_no_tables_say_so() {
    let table = Table::new().await;
    let refused = [
        ("empty.csv", &b""[..], "bad_input:empty"),
        ("blank.csv", b"\n\n  \n", "bad_input:empty"),
        ("mark.csv", b"\xEF\xBB\xBF", "bad_input:empty"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01", "bad_input:not_a_table"),
        ("book.xlsx", b"PK\x03\x04 this is no workbook", "bad_input:broken"),
    ];
    for (name, bytes, code) in refused {
        let path = table.file(name, bytes);
        assert_eq!(table.refused("customers", &path).await, code, "{name}");
    }
    assert_eq!(table.refused("customers", "/nowhere/at/all.csv").await, "file_unreadable");
    let missing = table.file("missing.csv", "Phone,Note\n+44 20 7946 0018,x\n");
    let preview = table.preview("customers", &missing, json!({})).await;
    assert_eq!(preview["missing"], json!(["name"]));
    assert_eq!(counts(&preview), "1/0/0/0/1");
    assert_eq!(problems(&preview), ["2 name missing "]);
    let header = table.file("header.csv", "name,phones\n");
    assert_eq!(counts(&table.preview("customers", &header, json!({})).await), "0/0/0/0/0");
}

#[tokio::test]
async fn quoted_newlines_twins_and_gaps() {
    let table = Table::new().await;
    let text = "Name,Mail,Mail,Note\n\"Huaxing\nLeather\",a@b.example,c@d.example,\"x\ny\"\nTidemark\nCobalt,not a mail,,\n,x@y.example,,\n\nZeta,,,,,,\n";
    let path = table.file("twins.csv", text);
    let preview = table.preview("customers", &path, json!({})).await;
    assert_eq!(preview["twice"], json!(["Mail"]));
    assert_eq!(preview["columns"][2]["field"], "emails");
    assert_eq!(preview["total"], 5);
    let report = table.import("customers", &path, json!({})).await;
    assert_eq!(counts(&report), "5/3/0/0/2");
    assert_eq!(problems(&report), ["6 Mail not_an_address not a mail", "7 Name missing "]);
    let rows = table.lines("customers").await;
    assert_eq!(rows[0]["name"], "Huaxing Leather");
    assert_eq!(rows[0]["emails"], json!(["a@b.example", "c@d.example"]));
}

#[tokio::test]
async fn only_mapped_columns_are_touched_and_the_mapping_is_kept() {
    let table = Table::stocked().await;
    let first = table.text("customers", "number,name,contact,zone\nK-2,Tidemark,Orla,Europe/London\n").await;
    assert_eq!(counts(&first), "1/0/1/0/0");
    let path = table.file("map.csv", "Kd,Wer,Sprache\nK-2,Niamh,zh\nK-3,,\n");
    let map = json!({ "map": { "Kd": "number", "Wer": "contact", "Sprache": "language" } });
    let report = table.import("customers", &path, map).await;
    assert_eq!(problems(&report), ["2 name missing ", "3 name missing "]);
    let path = table.file("map.csv", "Kd,Firma,Wer,Sprache\nK-2,Tidemark Ltd,Niamh,zh\nK-3,Cobalt GmbH,,\n");
    let map = json!({ "map": { "Kd": "number", "Wer": "contact", "Sprache": "" } });
    let report = table.import("customers", &path, map).await;
    assert_eq!(counts(&report), "2/0/1/1/0");
    let rows = table.lines("customers").await;
    let one = rows.iter().find(|row| row["number"] == "K-2").unwrap();
    assert_eq!(one["name"], "Tidemark Ltd", "found by its number");
    assert_eq!(
        (&one["contact"], &one["zone"], &one["language"]),
        (&json!("Niamh"), &json!("Europe/London"), &json!("en"))
    );
    let other = table.file("next.csv", "Wer,Kd,Sprache,Firma\nSean,K-2,zh,Tidemark Ltd\n");
    let preview = table.preview("customers", &other, json!({})).await;
    assert_eq!(preview["kept"], true);
    assert_eq!(preview["columns"][0]["field"], "contact");
    assert_eq!(preview["columns"][2]["field"], Value::Null);
    assert_eq!(table.refused_map(&other).await, "bad_input:unknown");
}

impl Table {
    async fn refused_map(&self, path: &str) -> String {
        let options = json!({ "map": { "Nowhere": "name" } });
        self.bench.refused("import_preview", json!({ "path": path, "kind": "customers", "options": options })).await
    }
}

#[tokio::test]
async fn a_second_row_about_the_same_record_must_say_the_same() {
    let table = Table::new().await;
    let text = "name,contact\nHuaxing,Mei\nHUAXING,Bo\nHuaxing,Mei\nTidemark,Orla\n";
    let report = table.text("customers", text).await;
    assert_eq!(counts(&report), "4/1/0/0/3", "which of them is right is not guessed");
    assert_eq!(problems(&report), ["2 - twice_in_file 3", "3 - twice_in_file 2", "4 - twice_in_file 3"]);
    assert_eq!(counts(&table.text("customers", text).await), "4/0/0/1/3");
}

/// Rows far apart, which are written in different batches.
#[tokio::test]
async fn contradicting_rows_are_all_refused_in_the_plan_and_in_the_run_alike() {
    let table = Table::stocked().await;
    let mut text = "order,line,product,quantity\nOR-1,1,Case,10\n".to_owned();
    for n in 2..=700 {
        text += &format!("OR-1,{n},Case {n},{n}\n");
    }
    text += "OR-1,1,Case,11\nOR-1,700,Case 700,700\nOR-1,350,Bag,7\n";
    let path = table.file("lines.csv", &text);
    let dry = json!({ "path": path, "kind": "order_lines", "options": {}, "job": "t", "dry_run": true });
    let plan = table.bench.ok("import_table", dry).await;
    let run = table.import("order_lines", &path, json!({})).await;
    assert_eq!((counts(&plan), problems(&plan)), (counts(&run), problems(&run)));
    assert_eq!(counts(&run), "703/698/0/1/4");
    let refused =
        ["2 - twice_in_file 702", "351 - twice_in_file 704", "702 - twice_in_file 2", "704 - twice_in_file 351"];
    assert_eq!(problems(&run), refused);
    let lines = table.lines("order_lines").await;
    assert!(lines.iter().all(|line| line["line"] != 1 && line["line"] != 350), "none of them was taken");
    // The same name under two numbers is two records, and not in doubt.
    let namesakes = table.text("customers", "number,name,contact\nN-1,Harbour,Ana\nN-2,Harbour,Bo\n").await;
    assert_eq!(counts(&namesakes), "2/2/0/0/0");
    // By its number once and by its name once.
    let aliases = table.text("customers", "number,name,contact\nK-2,Tidemark,Ana\n,Tidemark,Bo\n").await;
    assert_eq!(problems(&aliases), ["2 - twice_in_file 3", "3 - twice_in_file 2"]);
}

#[tokio::test]
async fn a_quote_that_is_never_closed_swallows_no_row_in_silence() {
    let table = Table::new().await;
    let text = "number,name\nQ0,Zero\nQ1,\"never closed\nQ2,Two\nQ3,Three";
    let report = table.text("customers", text).await;
    assert_eq!((counts(&report), problems(&report)), ("2/1/0/0/1".to_owned(), vec!["3 - open_quote ".to_owned()]));
    assert_eq!(table.lines("customers").await.len(), 1);
    let header = table.file("header.csv", "number,\"name\nQ1,One\n");
    assert_eq!(table.refused("customers", &header).await, "bad_input:open_quote");
}

#[tokio::test]
async fn a_file_without_a_header_and_headers_that_stand_twice_are_said() {
    let table = Table::stocked().await;
    let bare = table.file("bare.csv", "K-7,Seven\nK-8,Eight\nK-9,Nine\n");
    let preview = table.preview("customers", &bare, json!({})).await;
    assert_eq!(problems(&preview), ["1 - no_header "]);
    let report = table.import("customers", &bare, json!({})).await;
    assert_eq!((counts(&report), problems(&report)), ("2/0/0/0/2".to_owned(), vec!["1 - no_header ".to_owned()]));
    let twins = table.file("twins.csv", "Name,Number,Name,Mail,Mail\nHuaxing,H-1,Other,a@b.example,c@d.example\n");
    let preview = table.preview("customers", &twins, json!({})).await;
    assert_eq!(problems(&preview), ["1 Name header_twice A"], "of addresses both are read");
    assert_eq!(counts(&preview), "1/1/0/0/0");
    let chosen = json!({ "map": { "Name": "", "Name (2)": "name" } });
    assert_eq!(problems(&table.preview("customers", &twins, chosen).await), ["1 Name header_twice C"]);
}

#[tokio::test]
async fn customers_of_one_name_are_told_apart_by_number_or_refused() {
    let table = Table::new().await;
    assert_eq!(counts(&table.text("customers", "number,name\nB-1,Harbour\nB-2,Harbour\n").await), "2/2/0/0/0");
    let report = table.text("contacts", "customer,name\nHarbour,Ana\n").await;
    assert_eq!(problems(&report), ["2 customer several_customers Harbour"]);
    let report = table.text("contacts", "customer_number,name,emails\nB-2,Ana,ana@harbour.example\n").await;
    assert_eq!(counts(&report), "1/1/0/0/0");
    // Mail of a contact finds the customer.
    let letter = common::Mail { from: "Ana <ana@harbour.example>", ..common::Mail::default() };
    let case = table.bench.letter(&letter).await;
    assert_eq!(table.bench.case(&case).await["customer"]["name"], "Harbour");
}

#[tokio::test]
async fn lots_and_units_stand_beside_customers() {
    let table = Table::stocked().await;
    let lines = "order,line,product,lot,quantity,price,currency\nOR-1,1,CASE-20,2026-07,5000,12.50,CNY\nOR-1,2,CASE-24,2026-07,320,8,CNY\n";
    assert_eq!(counts(&table.text("order_lines", lines).await), "2/2/0/0/0");
    let lots = "product,number,produced_on,quantity\nCASE-20,2026-07,2026-07-14,20000\nCASE-20,2026-08,2027-08-01,\n";
    let report = table.text("lots", lots).await;
    assert_eq!(counts(&report), "2/1/0/0/1");
    assert_eq!(problems(&report), ["3 produced_on future 2027-08-01"]);
    let units = "serial,product,order,line,purchased_on,proof\nSN-1,CASE-20,OR-1,1,2026-08-02,INV 77\nSN-2,CASE-20,OR-1,9,,\nSN-3,CASE-99,,,,\nSN-4,CASE-20,OR-9,,,\n";
    let report = table.text("units", units).await;
    assert_eq!(counts(&report), "4/2/0/0/2");
    assert_eq!(problems(&report), ["3 line unknown_line 9", "5 order unknown_order OR-9"]);
    assert_eq!(counts(&table.text("units", units).await), "4/0/0/2/2");
    let rows = table.lines("units").await;
    assert_eq!(
        (&rows[0]["order"], &rows[0]["line"], &rows[0]["customer_number"]),
        (&json!("OR-1"), &json!(1), &json!("K-1"))
    );
    assert_eq!(rows[0]["proof"], "INV 77");
    let changed = table.text("units", "serial,delivered_on\nsn-1,2026-08-09\n").await;
    assert_eq!(counts(&changed), "1/0/1/0/0");
    assert_eq!(table.lines("units").await[0]["purchased_on"], "2026-08-02", "what is not mapped stands");
}

#[tokio::test]
async fn a_dry_run_writes_nothing_and_counts_the_same() {
    let table = Table::new().await;
    let mut text = "number,name\n".to_owned();
    for n in 0..1_200 {
        text += &format!("K-{n},Customer {n}\n");
    }
    text += "K-0,Customer 0\nK-1,Another\n";
    let path = table.file("many.csv", &text);
    let ask = json!({ "path": path, "kind": "customers", "dry_run": true, "job": "t" });
    let dry = table.bench.ok("import_table", ask).await;
    assert_eq!(counts(&dry), "1202/1199/0/1/2");
    assert!(table.lines("customers").await.is_empty());
    let real = table.import("customers", &path, json!({})).await;
    assert_eq!(counts(&real), counts(&dry));
    assert_eq!(problems(&real), problems(&dry));
}

#[tokio::test]
async fn stopped_in_the_middle_and_begun_again_is_whole() {
    let table = Table::new().await;
    let mut text = "number,name\n".to_owned();
    for n in 0..900 {
        text += &format!("K-{n},Customer {n}\n");
    }
    let path = table.file("many.csv", &text);
    let mut events = table.bench.app.events();
    let app = table.bench.app.clone();
    let stop = async move {
        while let Ok(event) = events.recv().await {
            if matches!(event, aftercare_app::Event::Progress { .. }) {
                app.call("cancel", json!({ "job": "t" })).await.unwrap();
                return;
            }
        }
    };
    let (part, ()) = tokio::join!(table.import("customers", &path, json!({})), stop);
    assert_eq!(part["cancelled"], true);
    let done = part["counts"]["new"].as_u64().unwrap();
    assert!(done > 0 && done < 900, "{done}");
    assert_eq!(table.lines("customers").await.len() as u64, done);
    let rest = table.import("customers", &path, json!({})).await;
    assert_eq!(rest["cancelled"], false);
    assert_eq!(counts(&rest), format!("900/{}/0/{done}/0", 900 - done));
    assert_eq!(table.lines("customers").await.len(), 900);
}

/// A desk with something in every list, and every formula that a person could dream of.
async fn full() -> Table {
    let table = Table::stocked().await;
    let nasty = "number,name,contact,phones,emails,country\nK-4,\"=HYPERLINK(\"\"http://x\"\")\",@SUM(A1),+86 138 0013 8000,a@b.example,CN\nK-5,'=quoted,-5,,,\n";
    assert_eq!(counts(&table.text("customers", nasty).await), "2/2/0/0/0");
    let contacts = "customer_number,name,role,emails,phones,language\nK-1,陈小梅,采购,mei@huaxing.example,0577-86501234,zh\nK-2,Orla Fenwick,Buyer,orla@t.example;o@t.example,+44 20 7946 0018,\n";
    assert_eq!(counts(&table.text("contacts", contacts).await), "2/2/0/0/0");
    let contracts = "customer_number,number,signed_on,completed_on\nK-1,CT-1,2026-01-05,2026-06-30\nK-2,CT-1,,\n";
    assert_eq!(counts(&table.text("contracts", contracts).await), "2/2/0/0/0");
    let orders = "customer_number,number,contract,goods,customised,ordered_on,received_on,completed_on\nK-1,OR-2,CT-1,\"20\"\" cases, grey\",yes,2026-02-01,2026-03-01,2026-03-02\nK-2,OR-2,,Bags,no,,,\n";
    assert_eq!(counts(&table.text("orders", orders).await), "2/2/0/0/0");
    let lines = "customer_number,order,line,product,lot,quantity,price,currency\nK-1,OR-2,1,CASE-20,2026-07,5000,12.5,CNY\nK-1,OR-2,2,CASE-20,,1000000000000,0.01,CNY\nK-2,OR-2,1,BAG,L-1,7,1200,JPY\nK-2,OR-2,2,BAG,,1,,\n";
    assert_eq!(counts(&table.text("order_lines", lines).await), "4/4/0/0/0");
    assert_eq!(
        counts(
            &table
                .text("lots", "product,number,produced_on,quantity\nCASE-20,2026-07,2026-07-14,20000\nBAG,=1+1,,\n")
                .await
        ),
        "2/2/0/0/0"
    );
    let units = "serial,product,lot,customer_number,order,line,purchased_on,delivered_on,proof\n0001,CASE-20,2026-07,K-1,OR-2,1,2026-08-02,2026-08-09,+1\nSN-2,BAG,,K-2,,,,,\nSN-3,BAG,,,,,,,\n";
    assert_eq!(counts(&table.text("units", units).await), "3/3/0/0/0");
    table
}

const KINDS: [&str; 7] = ["customers", "contacts", "contracts", "orders", "order_lines", "lots", "units"];

#[tokio::test]
async fn what_was_exported_comes_in_equal_and_changes_nothing_at_home() {
    let table = full().await;
    for format in ["csv", "xlsx"] {
        let other = Table::new().await;
        for kind in KINDS {
            let path = table.export(kind, format).await;
            let there = other.import(kind, &path, json!({})).await;
            assert_eq!(problems(&there), [""; 0], "{kind} {format}");
            let rows = there["counts"]["rows"].as_u64().unwrap();
            assert_eq!(counts(&there), format!("{rows}/{rows}/0/0/0"), "{kind} {format}");
            let home = table.import(kind, &path, json!({})).await;
            assert_eq!(counts(&home), format!("{rows}/0/0/{rows}/0"), "{kind} {format}");
        }
        for kind in KINDS {
            assert_eq!(other.lines(kind).await, table.lines(kind).await, "{kind} {format}");
        }
    }
}

#[tokio::test]
async fn no_exported_cell_is_a_formula() {
    let table = full().await;
    for kind in KINDS {
        let path = table.export(kind, "csv").await;
        let bytes = std::fs::read(path).unwrap();
        let text = std::str::from_utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").expect("the mark of UTF-8")).unwrap();
        for record in csv::Reader::from_reader(text.as_bytes()).records() {
            let record = record.unwrap();
            assert!(!record.iter().any(|cell| cell.starts_with(['=', '+', '-', '@'])), "{kind}: {record:?}");
        }
    }
}

#[tokio::test]
async fn lists_that_do_not_come_in_go_out() {
    let table = full().await;
    table.bench.letter(&common::Mail::default()).await;
    let cases = table.lines("cases").await;
    assert_eq!(cases.len(), 1);
    assert_eq!(cases[0]["subject"], "Zip pulls come off");
    assert_eq!(cases[0]["first_response_state"], "running");
    assert!(cases[0]["first_response_due"].as_str().unwrap().ends_with('Z'));
    let surveys = table.lines("surveys").await;
    assert!(
        surveys.iter().any(|row| row["customer_number"] == "K-1" && row["because"] == "delivery:OR-2"),
        "{surveys:?}"
    );
    assert!(table.lines("forms").await.is_empty());
    for kind in ["cases", "surveys", "forms"] {
        for format in ["csv", "xlsx"] {
            assert!(std::fs::metadata(table.export(kind, format).await).unwrap().len() > 0);
        }
    }
    let report =
        table.bench.call("export_table", json!({ "kind": "cases", "format": "csv", "path": "/nowhere/x.csv" })).await;
    assert!(report.is_err());
}

#[tokio::test]
async fn cards_go_out_and_come_in_equal() {
    let table = full().await;
    let path = table.file("all.vcf", "");
    let out = table.bench.ok("export_vcard", json!({ "path": path })).await;
    assert_eq!(out["rows"], 7);
    let home = table.bench.ok("import_vcard", json!({ "path": path, "job": "t" })).await;
    assert_eq!(problems(&home), [""; 0]);
    assert_eq!(counts(&home), "7/0/0/7/0");
    let other = Table::new().await;
    let dry = other.bench.ok("import_vcard", json!({ "path": path, "dry_run": true, "job": "t" })).await;
    assert_eq!(counts(&dry), "7/7/0/0/0", "{:?}", problems(&dry));
    let there = other.bench.ok("import_vcard", json!({ "path": path, "job": "t" })).await;
    assert_eq!(counts(&there), "7/7/0/0/0");
    let strip = |rows: Vec<Value>| -> Vec<Value> {
        rows.into_iter()
            .map(|mut row| {
                // The person of the profile has no card of its own.
                row["contact"] = Value::Null;
                row
            })
            .collect()
    };
    assert_eq!(strip(other.lines("customers").await), strip(table.lines("customers").await));
    assert_eq!(other.lines("contacts").await, table.lines("contacts").await);
    let none = other.file("none.vcf", "hello");
    assert_eq!(other.bench.refused("import_vcard", json!({ "path": none, "job": "t" })).await, "bad_input:no_cards");
}

/// A text as people and machines write them: signs that sheets take for formulas, quotes, separators, Chinese.
fn word() -> impl Strategy<Value = String> {
    "[a-cK0-9=+@'\",;.\u{4e00}-\u{4e03} \u{e9}-]{1,10}".prop_map(|text| text.trim().to_owned())
}

fn maybe(inner: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    prop::option::weighted(0.6, inner).prop_map(Option::unwrap_or_default)
}

fn day() -> impl Strategy<Value = String> {
    maybe((2001_i32..2026, 1_u32..13, 1_u32..29).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}")))
}

fn pick(from: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::sample::select(from).prop_map(str::to_owned)
}

const WHOSE: &[&str] = &["K1", "K2", "K3"];
const ORDERS: &[&str] = &["O1", "=O2", "O 3"];

/// Seven random tables, each row a list of cells under the header of the table.
fn tables() -> impl Strategy<Value = Vec<(&'static str, &'static str, Vec<Vec<String>>)>> {
    let many = |row: BoxedStrategy<Vec<String>>| prop::collection::vec(row, 0..6);
    let mails = || maybe(pick(&["a@b.example", "a@b.example; c@d.example", "e@f.example"]));
    let phones = || maybe(pick(&["+86 138 0013 8000", "021 6437", "+44 20 7946 0018;+86 577 8650 1234"]));
    let language = || maybe(pick(&["en", "zh"]));
    let count = || (0_u64..1_000_000_000_000).prop_map(|n| n.to_string());
    let customers = (pick(WHOSE), word(), maybe(word()), mails(), phones(), language(), day(), pick(&["yes", "no"]))
        .prop_map(|(a, b, c, d, e, f, g, h)| vec![a, b, c, d, e, f, g, h]);
    let contacts = (pick(WHOSE), word(), maybe(word()), mails(), phones(), language())
        .prop_map(|(a, b, c, d, e, f)| vec![a, b, c, d, e, f]);
    let contracts = (pick(WHOSE), pick(&["C1", "-C2"]), day()).prop_map(|(a, b, c)| vec![a, b, c]);
    let orders = (pick(WHOSE), pick(ORDERS), maybe(pick(&["C1", "-C2"])), word(), day())
        .prop_map(|(a, b, c, d, e)| vec![a, b, c, d, e]);
    let lines = (
        pick(WHOSE),
        pick(ORDERS),
        1_u32..4,
        word(),
        maybe(word()),
        count(),
        0_i64..=aftercare_core::goods::MAX_PRICE,
        pick(&["EUR", "JPY", "KWD"]),
    )
        .prop_map(|(a, b, c, d, e, f, minor, code)| {
            let currency = aftercare_core::goods::Currency::new(&code).unwrap();
            let price = aftercare_core::goods::Money { minor, currency }.decimal();
            vec![a, b, c.to_string(), d, e, f, price, code]
        });
    let lots = (word(), word(), day(), maybe(count())).prop_map(|(a, b, c, d)| vec![a, b, c, d]);
    let units = (word(), word(), maybe(word()), maybe(pick(WHOSE)), day(), maybe(word()))
        .prop_map(|(a, b, c, d, e, f)| vec![a, b, c, d, e, f]);
    (
        many(customers.boxed()),
        many(contacts.boxed()),
        many(contracts.boxed()),
        many(orders.boxed()),
        many(lines.boxed()),
        many(lots.boxed()),
        many(units.boxed()),
    )
        .prop_map(|(a, b, c, d, e, f, g)| {
            vec![
                ("customers", "number,name,contact,emails,phones,language,long_term_since,no_surveys", a),
                ("contacts", "customer_number,name,role,emails,phones,language", b),
                ("contracts", "customer_number,number,signed_on", c),
                ("orders", "customer_number,number,contract,goods,ordered_on", d),
                ("order_lines", "customer_number,order,line,product,lot,quantity,price,currency", e),
                ("lots", "product,number,produced_on,quantity", f),
                ("units", "serial,product,lot,customer_number,purchased_on,proof", g),
            ]
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, max_shrink_iters: 40, ..ProptestConfig::default() })]

    /// Whatever could be imported comes out, goes into another desk equal, and changes nothing at home.
    #[test]
    fn random_tables_come_out_and_in_equal(tables in tables(), sheet in any::<bool>()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let (home, away) = (Table::new().await, Table::new().await);
            for (kind, header, rows) in &tables {
                let mut out = csv::Writer::from_writer(Vec::new());
                out.write_record(header.split(',')).unwrap();
                for row in rows {
                    out.write_record(row).unwrap();
                }
                let path = home.file(&format!("{kind}.csv"), out.into_inner().unwrap());
                let first = home.import(kind, &path, json!({ "decimal": "point" })).await;
                let again = home.import(kind, &path, json!({ "decimal": "point" })).await;
                let (first, again) = (&first["counts"], &again["counts"]);
                assert_eq!((&again["new"], &again["changed"], &again["bad"]), (&json!(0), &json!(0), &first["bad"]), "{kind}");
            }
            let format = if sheet { "xlsx" } else { "csv" };
            for kind in KINDS {
                let path = home.export(kind, format).await;
                let there = away.import(kind, &path, json!({ "decimal": "point" })).await;
                let rows = there["counts"]["rows"].as_u64().unwrap();
                assert_eq!(counts(&there), format!("{rows}/{rows}/0/0/0"), "{kind} {:?}", problems(&there));
                assert_eq!(away.lines(kind).await, home.lines(kind).await, "{kind}");
                let back = home.import(kind, &path, json!({ "decimal": "point" })).await;
                assert_eq!(counts(&back), format!("{rows}/0/0/{rows}/0"), "{kind} {:?}", problems(&back));
            }
        });
    }
}

#[tokio::test]
async fn hc_9_a_customer_keeps_its_country_and_a_contact_has_none() {
    let table = Table::new().await;
    let text = "number,name,phones,country\nK-1,华兴皮具,13800138000,中国\nK-2,Nordhaven,,germany\nK-3,Nowhere,,\nK-4,Lost,,Atlantis\n";
    let report = table.text("customers", text).await;
    assert_eq!(
        (counts(&report).as_str(), problems(&report)),
        ("4/3/0/0/1", vec!["5 country not_a_country Atlantis".to_owned()])
    );
    let rows = table.lines("customers").await;
    let countries: Vec<&Value> = rows.iter().map(|row| &row["country"]).collect();
    assert_eq!(countries, [&json!("DE"), &Value::Null, &json!("CN")]);
    assert_eq!(rows[2]["phones"], json!(["+86 138 0013 8000"]), "and its numbers are read by it, as before");
    // What is empty or not there touches nothing; another one changes it; the file that came out goes in again unchanged.
    assert_eq!(
        counts(&table.text("customers", "number,name,country\nK-1,华兴皮具,\nK-2,Nordhaven,DE\n").await),
        "2/0/0/2/0"
    );
    assert_eq!(counts(&table.text("customers", "number,name,country\nK-2,Nordhaven,Poland\n").await), "1/0/1/0/0");
    let path = table.export("customers", "csv").await;
    assert_eq!(counts(&table.import("customers", &path, json!({})).await), "3/0/0/3/0");
    let report = table.text("contacts", "customer,name,phones,country\nNordhaven,Jonas,040 5550177,DE\n").await;
    assert_eq!(counts(&report), "1/1/0/0/0");
    let contact = &table.lines("contacts").await[0];
    assert_eq!((&contact["phones"], contact.get("country")), (&json!(["+49 40 5550177"]), None));
}
