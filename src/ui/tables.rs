//! 提法 and 数据 (being written).

use egui::Ui;

use super::widgets::Kit;
use crate::app::{Action, State};

/// 提法.
pub fn formulations(ui: &mut Ui, kit: &Kit, state: &State, out: &mut Vec<Action>) {
    let _ = (ui, kit, state, out);
}

/// 数据.
pub fn figures(ui: &mut Ui, kit: &Kit, state: &State, out: &mut Vec<Action>) {
    let _ = (ui, kit, state, out);
}
