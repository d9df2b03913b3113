//! XLSX workbooks made for tests.

use crate::zipped::zip;

/// A workbook of these sheets, each with the XML of its rows; style 1 is a date.
pub fn xlsx(sheets: &[(&str, &str)]) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let mut list = String::new();
    let mut links = format!("<Relationship Id='s' Type='{OFFICE}/styles' Target='styles.xml'/>");
    let mut files = Vec::new();
    for (number, (name, rows)) in sheets.iter().enumerate() {
        let id = number + 1;
        list.push_str(&format!("<sheet name='{name}' sheetId='{id}' r:id='r{id}'/>"));
        links.push_str(&format!(
            "<Relationship Id='r{id}' Type='{OFFICE}/worksheet' Target='worksheets/sheet{id}.xml'/>"
        ));
        let sheet = format!("<worksheet xmlns='{MAIN}'><sheetData>{rows}</sheetData></worksheet>");
        files.push((format!("xl/worksheets/sheet{id}.xml"), sheet));
    }
    files.push((
        "[Content_Types].xml".to_owned(),
        "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>".to_owned(),
    ));
    let root = format!("<Relationship Id='w' Type='{OFFICE}/officeDocument' Target='xl/workbook.xml'/>");
    files.push(("_rels/.rels".to_owned(), format!("<Relationships xmlns='{PACKAGE}'>{root}</Relationships>")));
    files.push((
        "xl/_rels/workbook.xml.rels".to_owned(),
        format!("<Relationships xmlns='{PACKAGE}'>{links}</Relationships>"),
    ));
    let book = format!("<workbook xmlns='{MAIN}' xmlns:r='{OFFICE}'><sheets>{list}</sheets></workbook>");
    files.push(("xl/workbook.xml".to_owned(), book));
    let styles =
        format!("<styleSheet xmlns='{MAIN}'><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>");
    files.push(("xl/styles.xml".to_owned(), styles));
    zip(files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())))
}

/// A row of cells: a text, or a number with its style.
pub fn row(number: u32, cells: &[Cell]) -> String {
    let cell = |(at, cell): (usize, &Cell)| {
        let place = format!("{}{number}", char::from(b'A' + u8::try_from(at).expect("few columns")));
        match cell {
            Cell::None => String::new(),
            Cell::Text(text) => format!("<c r='{place}' t='inlineStr'><is><t>{text}</t></is></c>"),
            Cell::Number(number, style) => format!("<c r='{place}' s='{style}'><v>{number}</v></c>"),
        }
    };
    format!("<row r='{number}'>{}</row>", cells.iter().enumerate().map(cell).collect::<String>())
}

/// A cell of a test.
pub enum Cell {
    /// Not there.
    None,
    /// A text.
    Text(&'static str),
    /// A number, and its style.
    Number(f64, u32),
}
