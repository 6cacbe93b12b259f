//! Dropped text on X11. The window library takes dropped files and refuses all else, so a small window
//! of ours stands before it (`XdndProxy`): what concerns files is passed on as it came, text is taken.

use eframe::CreationContext;

use super::Outside;

/// Takes dropped text from now on, on a thread of its own; does nothing but on X11.
pub fn watch(outside: &Outside, cc: &CreationContext<'_>) {
    #[cfg(all(unix, not(target_os = "macos")))]
    if let Some(window) = x11::window(cc) {
        let me = outside.clone();
        super::spawn("drop", move || {
            // Without it text is pasted.
            if let Err(error) = x11::listen(&me, window) {
                log::info!("no text by drag and drop: {error}");
            }
        });
    }
    #[cfg(not(all(unix, not(target_os = "macos"))))]
    let _ = (outside, cc);
}

#[cfg(all(unix, not(target_os = "macos")))]
mod x11 {
    use eframe::CreationContext;
    use raw_window_handle::{HasWindowHandle, RawWindowHandle};
    use x11rb::connection::Connection;
    use x11rb::errors::ReplyError;
    use x11rb::protocol::Event;
    use x11rb::protocol::xproto::{
        AtomEnum, ClientMessageEvent, ConnectionExt, CreateWindowAux, EventMask, PropMode,
        SelectionNotifyEvent, WindowClass,
    };
    use x11rb::wrapper::ConnectionExt as _;

    use super::super::Outside;
    use crate::app::Finished;

    /// Longest text that is taken, in units of four bytes.
    const MOST: u32 = 16 << 20;
    /// The version of the protocol that is spoken.
    const VERSION: u32 = 5;

    x11rb::atom_manager! {
        Atoms: AtomsCookie {
            XdndProxy, XdndAware, XdndEnter, XdndPosition, XdndStatus, XdndLeave, XdndDrop, XdndFinished,
            XdndSelection, XdndTypeList, XdndActionCopy, UTF8_STRING, DUIDU_DROP, INCR,
            URIS: b"text/uri-list",
            HTML: b"text/html",
            PLAIN: b"text/plain;charset=utf-8",
        }
    }

    /// The program's window, when it is one of X11.
    pub fn window(cc: &CreationContext<'_>) -> Option<u32> {
        match cc.window_handle().ok()?.as_raw() {
            RawWindowHandle::Xlib(handle) => u32::try_from(handle.window).ok(),
            RawWindowHandle::Xcb(handle) => Some(handle.window.get()),
            _ => None,
        }
    }

    /// Stands before `window` until the connection ends.
    pub fn listen(outside: &Outside, window: u32) -> Result<(), Box<dyn std::error::Error>> {
        let (conn, screen) = x11rb::connect(None)?;
        let atoms = Atoms::new(&conn)?.reply()?;
        let root = conn.setup().roots.get(screen).ok_or("no screen")?.root;
        let proxy = conn.generate_id()?;
        let none = CreateWindowAux::new();
        conn.create_window(0, proxy, root, -9, -9, 1, 1, 0, WindowClass::INPUT_ONLY, 0, &none)?;
        conn.change_property32(PropMode::REPLACE, proxy, atoms.XdndAware, AtomEnum::ATOM, &[VERSION])?;
        for of in [proxy, window] {
            conn.change_property32(PropMode::REPLACE, of, atoms.XdndProxy, AtomEnum::WINDOW, &[proxy])?;
        }
        conn.flush()?;
        let mut drag = Drag { conn, atoms, window, proxy, wanted: None, source: 0 };
        loop {
            let event = drag.conn.wait_for_event()?;
            match event {
                Event::ClientMessage(message) => drag.message(&message)?,
                Event::SelectionNotify(answer) => {
                    if let Some(bytes) = drag.take(&answer)? {
                        outside.answer(Finished::Dropped(bytes));
                    }
                }
                _ => {}
            }
            drag.conn.flush()?;
        }
    }

    /// A drag over the window.
    struct Drag<C> {
        conn: C,
        atoms: Atoms,
        window: u32,
        proxy: u32,
        /// The kind of text that is taken; `None`: it is the window library's.
        wanted: Option<u32>,
        /// The window it comes from.
        source: u32,
    }

    impl<C: Connection> Drag<C> {
        fn message(&mut self, message: &ClientMessageEvent) -> Result<(), ReplyError> {
            let data = message.data.as_data32();
            let (kind, a) = (message.type_, self.atoms);
            if kind == a.XdndEnter {
                self.source = data[0];
                self.wanted = self.text(&data)?;
            }
            let Some(wanted) = self.wanted else {
                let passed = ClientMessageEvent { window: self.window, ..*message };
                self.conn.send_event(false, self.window, EventMask::NO_EVENT, passed)?;
                return Ok(());
            };
            if kind == a.XdndPosition {
                // Taken anywhere in the window.
                self.tell(a.XdndStatus, [self.window, 1, 0, 0, a.XdndActionCopy])?;
            } else if kind == a.XdndLeave {
                self.wanted = None;
            } else if kind == a.XdndDrop {
                self.conn.convert_selection(self.proxy, a.XdndSelection, wanted, a.DUIDU_DROP, data[2])?;
            }
            Ok(())
        }

        /// The best kind of text among what is offered, unless there are files.
        fn text(&self, enter: &[u32; 5]) -> Result<Option<u32>, ReplyError> {
            let a = self.atoms;
            let more = enter[1] & 1 == 1;
            let kinds: Vec<u32> = if more {
                let list = self
                    .conn
                    .get_property(false, enter[0], a.XdndTypeList, AtomEnum::ATOM, 0, 256)?
                    .reply()?;
                list.value32().map(Iterator::collect).unwrap_or_default()
            } else {
                enter[2..].to_vec()
            };
            if kinds.contains(&a.URIS) {
                return Ok(None);
            }
            Ok([a.HTML, a.UTF8_STRING, a.PLAIN].into_iter().find(|kind| kinds.contains(kind)))
        }

        /// The text that was asked for; `None` when it does not come in one piece.
        fn take(&mut self, answer: &SelectionNotifyEvent) -> Result<Option<Vec<u8>>, ReplyError> {
            let a = self.atoms;
            let mut bytes = None;
            if answer.property != 0 {
                let any = AtomEnum::ANY;
                let found = self.conn.get_property(true, self.proxy, a.DUIDU_DROP, any, 0, MOST)?.reply()?;
                let whole = found.type_ != a.INCR && found.bytes_after == 0 && !found.value.is_empty();
                bytes = whole.then_some(found.value);
            }
            self.wanted = None;
            let done = u32::from(bytes.is_some());
            self.tell(a.XdndFinished, [self.window, done, done * a.XdndActionCopy, 0, 0])?;
            Ok(bytes)
        }

        fn tell(&self, kind: u32, data: [u32; 5]) -> Result<(), ReplyError> {
            let event = ClientMessageEvent::new(32, self.source, kind, data);
            self.conn.send_event(false, self.source, EventMask::NO_EVENT, event)?;
            Ok(())
        }
    }
}
