//! What the desktop prefers: dark windows, no motion. On Linux the toolkit does not know; the
//! settings portal does.

use super::Outside;

/// Asks the desktop now and whenever it changes its mind, on a thread of its own.
pub fn watch(outside: &Outside) {
    let me = outside.clone();
    let spawned = std::thread::Builder::new().name("duidu-desktop".into()).spawn(move || {
        // Without a session bus or a portal the settings of the program stand.
        if let Err(error) = portal::listen(&me) {
            log::info!("no settings portal: {error}");
        }
    });
    if let Err(error) = spawned {
        log::warn!("no thread for the desktop's settings: {error}");
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
mod portal {
    use zbus::blocking::{Connection, Proxy};
    use zbus::zvariant::OwnedValue;

    use super::super::Outside;
    use crate::app::{Action, Finished};

    const APPEARANCE: &str = "org.freedesktop.appearance";
    const GNOME: &str = "org.gnome.desktop.interface";

    /// Namespace, key, and what its value says.
    const KEYS: [(&str, &str); 3] =
        [(APPEARANCE, "color-scheme"), (APPEARANCE, "reduced-motion"), (GNOME, "enable-animations")];

    pub fn listen(outside: &Outside) -> zbus::Result<()> {
        let bus = Connection::session()?;
        let settings = Proxy::new(
            &bus,
            "org.freedesktop.portal.Desktop",
            "/org/freedesktop/portal/desktop",
            "org.freedesktop.portal.Settings",
        )?;
        let changes = settings.receive_signal("SettingChanged")?;
        for (space, key) in KEYS {
            // Keys that this desktop does not have are errors, each of its own kind.
            if let Ok(value) = settings.call::<_, _, OwnedValue>("Read", &(space, key)) {
                tell(outside, space, key, &value);
            }
        }
        for message in changes {
            if let Ok((space, key, value)) = message.body().deserialize::<(String, String, OwnedValue)>() {
                tell(outside, &space, &key, &value);
            }
        }
        Ok(())
    }

    fn tell(outside: &Outside, space: &str, key: &str, value: &OwnedValue) {
        if let Some(action) = action(space, key, value) {
            outside.answer(Finished::Chosen(Box::new(action)));
        }
    }

    /// What a value means; `None` for settings that are not ours.
    pub(super) fn action(space: &str, key: &str, value: &zbus::zvariant::Value<'_>) -> Option<Action> {
        use zbus::zvariant::Value;
        // Older portals wrap the value twice.
        let mut value = value;
        while let Value::Value(inner) = value {
            value = inner;
        }
        match (space, key, value) {
            (APPEARANCE, "color-scheme", Value::U32(scheme)) => Some(Action::SystemDark(*scheme == 1)),
            (APPEARANCE, "reduced-motion", Value::U32(less)) => Some(Action::SystemStill(*less == 1)),
            (GNOME, "enable-animations", Value::Bool(on)) => Some(Action::SystemStill(!*on)),
            _ => None,
        }
    }
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
mod portal {
    use super::Outside;

    /// Windows and macOS tell the toolkit whether they are dark; whether they want no motion cannot
    /// be asked without unsafe code: the switch in the settings stands.
    pub fn listen(_: &Outside) -> Result<(), &'static str> {
        Ok(())
    }
}

#[cfg(all(test, unix, not(target_os = "macos")))]
mod tests {
    use zbus::zvariant::Value;

    use super::portal::action;
    use crate::app::Action;

    #[test]
    fn values_of_the_portal_are_understood() {
        let wrapped = Value::Value(Box::new(Value::U32(1)));
        let dark = action("org.freedesktop.appearance", "color-scheme", &wrapped);
        assert!(matches!(dark, Some(Action::SystemDark(true))));
        let still = action("org.gnome.desktop.interface", "enable-animations", &Value::Bool(false));
        assert!(matches!(still, Some(Action::SystemStill(true))));
        assert!(action("org.gnome.desktop.interface", "font-name", &Value::U8(1)).is_none());
    }
}
