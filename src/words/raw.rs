//! Words about the bytes of a file that could not be read.

crate::words! {
    /// Words of the view of the original bytes.
    pub struct RawWords {
        title: "原字节", "Original bytes";
        open: "看原字节", "See bytes";
        reading: "正在读取…", "Reading…";
        hint: "文件中的字节，上面是十六进制，下面是读出的字；框中的无法识别，原文件未改动", "Bytes of the file in hexadecimal, the characters they stand for below; what is framed could not be read. The file was not changed";
        none: "没有无法识别的字节，或原文件已不在原处", "There are no bytes that could not be read, or the file is gone";
        at: "第 {} 字节起", "from byte {}";
        bad: "{} 个字节无法识别", "{} byte(s) not readable";
        nul: "{} 个空字节", "{} NUL byte(s)";
        cut: "文件在这里中断", "the file breaks off here";
        other: "{} 个字节是另一种编码，已按其编码读出", "{} bytes in another encoding, read in it";
        copy: "复制说明", "Copy description";
        damaged: "{} 处损坏", "{} damaged";
    }
}
