//! The command line as a process: what it answers, with which exit code, and how it says that something is wrong.

mod broken;
mod complete;
mod init;
mod journal;
mod language;
mod manual;
mod own_packs;
mod pack_makers;
mod people;
mod protocol;
pub(crate) mod usage;

/// The journal that commands are asked about: one call filed, one callback owed, one call still open.
pub(crate) const DAY: &str = "nNo le llegó el abono<enter>s<enter>Ana María<enter>Ramos Flores<enter>45678901<tab>Chota<tab><tab>987654321<enter>c<tab>1<enter>El abono se acredita el día 30<enter>2<enter><enter><wait:222000><f10><f10>nPide su estado de cuenta<enter>s<enter>Rosa<enter>Mamani Condori<enter>10203040<tab><tab><tab>912345678<f4>en 20 min<enter><f10><enter><f10><f10>nPerdió la tarjeta<enter>s<enter>Julia<enter>Rojas Paredes<esc><esc>";
