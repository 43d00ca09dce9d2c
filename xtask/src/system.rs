//! What the machine's own package manager can install, and the words for the machines where we cannot.

use std::fs;

use crate::failure::Outcome;
use crate::process::{Call, in_path};

/// The systems that get exact instructions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    Debian,
    Ubuntu,
    Fedora,
    Arch,
    Alpine,
    MacOs,
    Other,
}

impl System {
    pub fn here() -> Self {
        if cfg!(target_os = "macos") {
            return Self::MacOs;
        }
        Self::from_release(&fs::read_to_string("/etc/os-release").unwrap_or_default())
    }

    /// Reads `/etc/os-release`.
    fn from_release(text: &str) -> Self {
        let field = |name: &str| {
            text.lines()
                .find_map(|line| line.strip_prefix(name)?.strip_prefix('='))
                .map(|value| value.trim_matches('"').to_owned())
                .unwrap_or_default()
        };
        let own = field("ID");
        let like = field("ID_LIKE");
        let known = std::iter::once(own.as_str())
            .chain(like.split_whitespace())
            .find_map(|name| match name {
                "debian" => Some(Self::Debian),
                "ubuntu" => Some(Self::Ubuntu),
                "fedora" | "rhel" => Some(Self::Fedora),
                "arch" => Some(Self::Arch),
                "alpine" => Some(Self::Alpine),
                _ => None,
            });
        known.unwrap_or(Self::Other)
    }
}

/// Whether xtask itself may install packages: Debian's manager, run as root.
pub fn can_install() -> bool {
    System::here() == System::Debian && nix::unistd::geteuid().is_root() && in_path(&["apt-get"]).is_some()
}

/// Installs packages of the system.
///
/// # Errors
/// When the package manager fails.
pub fn install(packages: &[&str]) -> Outcome<()> {
    let by_hand = format!("Install these packages by hand: {}.", packages.join(" "));
    Call::new("apt-get").argument("update").remedy(&by_hand).run()?;
    Call::new("apt-get")
        .arguments(["install", "-y", "--no-install-recommends"])
        .arguments(packages)
        .environment("DEBIAN_FRONTEND", "noninteractive")
        .remedy(by_hand)
        .run()
}

#[cfg(test)]
mod tests {
    use super::System;

    #[test]
    fn systems_are_told_apart_by_their_release_file() {
        assert_eq!(System::from_release("NAME=\"x\"\nID=debian\n"), System::Debian);
        assert_eq!(
            System::from_release("ID=ubuntu\nID_LIKE=debian\n"),
            System::Ubuntu
        );
        assert_eq!(
            System::from_release("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"),
            System::Ubuntu
        );
        assert_eq!(
            System::from_release("ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n"),
            System::Fedora
        );
        assert_eq!(System::from_release("ID=nixos\n"), System::Other);
        assert_eq!(System::from_release(""), System::Other);
    }
}
