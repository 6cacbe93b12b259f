//! Single characters that are words of their own only next to certain others.

/// Second characters that make a word of a one-character leading word: 新型, 对外, 共同; `*`: any.
pub(super) const OPENERS: &[(char, &str)] = &[
    ('新', "型能兴材闻登建增开植改农生区媒就业质"),
    ('对', "外口"),
    ('有', "效色机力"),
    ('共', "同建享青"),
    ('再', "生"),
    ('在', "校职岗建线"),
    ('从', "业"),
    ('最', "低高大"),
    ('达', "标"),
    ('占', "比"),
    ('并', "购"),
    ('由', "*"),
    ('公', "*"),
    ('均', "*"),
    ('都', "市"),
    ('使', "用"),
    ('要', "素"),
    ('其', "他"),
    ('到', "位"),
    ('和', "谐美"),
    ('约', "束"),
    ('超', "低高大市"),
    ('近', "海"),
    ('更', "新"),
];

/// First characters that make a word of a one-character comparison word: 行为, 通过, 人均.
pub(super) const ENDERS: &[(char, &str)] = &[
    ('为', "行作因成认"),
    ('过', "通经超不"),
    ('到', "得感做"),
    ('至', "甚"),
    ('近', "加附"),
    ('约', "合节"),
    ('是', "还但就要一二三四五六七八九十"),
    ('均', "人户日平月"),
    ('比', "占对配正环同"),
    ('有', "只没所拥"),
    ('再', "不"),
];

/// Characters after a one-character stop that make another word of it: 对外, 等级, 在校.
pub(super) const NOT_STOPS: &[(&str, &str)] = &[
    ("对", "外口接"),
    ("超", "市低高大"),
    ("和", "美谐"),
    ("与", "会"),
    ("等", "级"),
    ("在", "校建线岗"),
    ("并", "购"),
    ("均", "衡"),
    ("使", "用"),
    ("让", "利"),
    ("从", "业"),
    ("受", "灾"),
    ("获", "奖"),
    ("为", "民"),
];
