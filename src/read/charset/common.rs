//! How likely a character is in a Chinese report: what tells a right decoding from a wrong one.

use std::sync::OnceLock;

/// The characters that make up 93 % of the Han text of work reports, Simplified and Traditional
/// (counted over public reports and a general frequency list), in code order.
const COMMON: &str = "\
    一七万三上下不与专且世业东两严个中为主举么义之九也习乡书了争事二于互五些交产亩享亮人亿什今从他代以们\
    件价任企休众优会传但位低住体何余作你使來供依便促俄保信個們候倫债值做健傳像價億優儿元充先光克兒党入內\
    全兩八公六共关兴其具养内再军农冬冰决准减几出分切划列则创利别到制前創劃力办功加务动助努励势勁動務勢包\
    化北区医區十千升协協单南占卫即却厂历压原去县参參又及友双反发取受变口只可台史右司各合同名后向听启告员\
    周呼命和品哈响員唐售商問啟善喜嚴四回因团园困围固国國圍園團土在地场均坚型城域培基堅報場境增壮声处备复\
    外多大天太央失头奋套奮女她好如委子字存季学學它守安完宗定宜实审客家容富察實对导将將專對導小少尔就局层\
    居屆届屋展層履山岸工左巩己已币市布师带帶常干平年并幸幹广序库应底店府度庭康廣建开式引张強强当形影彻征\
    待很律得微徵德徹心必志快念态思急性总息情惠想意感態應成我或战戰戶户房所手才扎打托执扩扶批承技把抓投护\
    报担拉拓招持指按挥据排探接控推措提撑擴支收改攻放政故效救教数整數文斗料断斯新斷方施旅族无日旧时明易星\
    是显時普景智更最會月有服望期未本术机权村条来東松板极构林果染查标校株样核根格案條棚森植業極榮構標模樹\
    橋機檔次正此步死殖段比民气水求汙江污決汽没河治法活流济海消深清減渠港游湖湾源準溫满滨滿澳激濟灾点為热\
    無焦然煤照熱營爭爾片牌牢牧物特献獎獲率王环现現球理環生產用由电界畜畝略疗疾療發白百的益监盖監目直相省\
    看真眼眾着督知研破础确碳確礎礦示社神福种科积移程税種稱稳積穩究空突立站竞端第等策筹算管節範米类精系紀\
    級素紧累組結統經綜綠網緊線縣總績繁繞繼續约级纳线组织经结绕给络统继绩续维综绿网置署美群老考者而职联聚\
    聯職育能自至臺與舉舊航良色节花范草荣药莞获菜营萬落著蒙蔬薯藥處號融行街衛补表被装補西要覆規见观规视觉\
    角解計設認調請證識警議護譽變讓计认让议记许论设证评识试话该说请调谐象貝財責貼貿資質賽负贡财责货质贫贯\
    贸费资赣走起超越足跨路身車較轉车转较辦農边达过运近还这进连退适逐這通速造進遇遊運過道達遺還那部都鄉配\
    酒醫采里重量金銀銷鎮针铁银链键镇長长門開間關门问间队防际降院除险際障难集難雪零電需非靠面革響項順預領\
    頭題額類顯项顺须预领题额風风食飲養館首駐驗马验體高魅點鼓龍龙";

/// True for one of the most frequent Han characters.
pub fn is_common(c: char) -> bool {
    static BITS: OnceLock<Vec<u64>> = OnceLock::new();
    let bits = BITS.get_or_init(|| {
        let mut bits = vec![0; 1024];
        for c in COMMON.chars() {
            bits[c as usize / 64] |= 1 << (c as usize % 64);
        }
        bits
    });
    bits.get(c as usize / 64).is_some_and(|word| word >> (c as usize % 64) & 1 == 1)
}

/// How well `c` fits a Chinese text: 2 (frequent) to -4 (never there).
pub fn fit(c: char) -> f32 {
    match c {
        '\n' | '\r' | '\t' | ' ' | 'a'..='z' | 'A'..='Z' | '0'..='9' => 1.0,
        '!'..='~' => 0.5,
        '\u{3000}'..='\u{3011}' | '，' | '：' | '；' | '（' | '）' | '！' | '？' | '．' | '％' => {
            2.0
        }
        '\u{FF10}'..='\u{FF5E}' | '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '①'..='⑳' => 1.0,
        '\u{4E00}'..='\u{9FFF}' if is_common(c) => 2.0,
        '\u{4E00}'..='\u{9FFF}' => 0.3,
        '\u{3012}'..='\u{303F}' | '\u{2010}'..='\u{2BFF}' | '\u{FEFF}' | '\u{A0}' => 0.2,
        '\u{200B}'..='\u{200F}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{3FFFF}' => 0.0,
        '\u{A1}'..='\u{2AF}' | '\u{370}'..='\u{52F}' => -0.5,
        '\u{FFFD}' | '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{E000}'..='\u{F8FF}' => -4.0,
        _ => -1.5,
    }
}

/// Mean [`fit`] of the characters of `text`; 0 for no text.
pub fn mean_fit(text: &str) -> f32 {
    let (mut sum, mut n) = (0.0, 0.0);
    for c in text.chars() {
        sum += fit(c);
        n += 1.0;
    }
    if n > 0.0 { sum / n } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_right_decoding_fits_best() {
        let right = "一年来，全市经济稳中有进，城镇新增就业5万人。";
        let (wrong, _) = encoding_rs::GB18030.decode_without_bom_handling(right.as_bytes());
        assert!(mean_fit(right) > 1.5, "{}", mean_fit(right));
        assert!(mean_fit(&wrong) < 0.6, "{wrong} {}", mean_fit(&wrong));
    }
}
