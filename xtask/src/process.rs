//! Programs that xtask runs. Each gets a process group of its own; none outlives xtask.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;

use crate::failure::{Failure, Outcome, While};

/// The process groups that are running.
static RUNNING: Mutex<Vec<i32>> = Mutex::new(Vec::new());

/// What programs get to tidy up, after they were asked to end.
const GRACE: Duration = Duration::from_secs(2);

/// Ends everything that was started when xtask is told to end.
///
/// # Errors
/// When the system does not let us listen for that.
pub fn end_children_with_us() -> Outcome<()> {
    ctrlc::set_handler(|| {
        end_all();
        std::process::exit(130);
    })
    .during(|| "listen for the signal to stop".to_owned())
}

fn end_all() {
    let groups = RUNNING.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if groups.is_empty() {
        return;
    }
    for group in &groups {
        signal(*group, Signal::SIGTERM);
    }
    thread::sleep(GRACE);
    for group in &groups {
        signal(*group, Signal::SIGKILL);
    }
}

/// A group that has ended already is as good as one that ends now.
fn signal(group: i32, signal: Signal) {
    let _gone = killpg(Pid::from_raw(group), signal);
}

/// A program and its arguments, run from the project's top folder.
pub struct Call {
    command: Command,
    shown: String,
    remedy: Option<String>,
}

impl Call {
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(program.as_ref());
        command
            .current_dir(crate::place::root())
            .stdin(Stdio::null())
            .process_group(0);
        // Trunk reads it as a truth value and refuses the "1" that others write.
        command.env_remove("NO_COLOR");
        let shown = crate::files::name(Path::new(program.as_ref()));
        Self {
            command,
            shown,
            remedy: None,
        }
    }

    /// Cargo of the pinned toolchain. What an outer cargo set for xtask itself is not for it.
    pub fn cargo() -> Self {
        let mut call = Self::new("cargo");
        for name in ["CARGO", "CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH"] {
            call.command.env_remove(name);
        }
        call
    }

    pub fn argument(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.shown.push(' ');
        self.shown.push_str(&argument.as_ref().to_string_lossy());
        self.command.arg(argument);
        self
    }

    pub fn arguments(self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        arguments.into_iter().fold(self, Self::argument)
    }

    pub fn environment(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub fn folder(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// What to do when the program fails.
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    /// Runs it; what it says goes to the terminal.
    ///
    /// # Errors
    /// When it cannot be started or ends with a failure: "cargo rustc … failed (exit status: 101)".
    pub fn run(mut self) -> Outcome<()> {
        let status = self.started()?.ended();
        self.verdict(status)
    }

    /// Runs it and gives what it wrote; what it complains about is shown when it fails.
    ///
    /// # Errors
    /// As [`Call::run`].
    pub fn output(mut self) -> Outcome<String> {
        self.command.stdout(Stdio::piped());
        let mut running = self.started()?;
        let mut text = String::new();
        if let Some(pipe) = running.child.stdout.take() {
            std::io::read_to_string(pipe)
                .map(|read| text = read)
                .during(|| format!("read what {} wrote", self.shown))?;
        }
        let status = running.ended();
        self.verdict(status)?;
        Ok(text)
    }

    /// Runs it, shows each line that it writes, and lets the caller see it too. Gives whether it succeeded.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn watched(mut self, mut see: impl FnMut(&str)) -> Outcome<bool> {
        self.command.stdout(Stdio::piped());
        let mut running = self.started()?;
        if let Some(pipe) = running.child.stdout.take() {
            for line in BufReader::new(pipe).split(b'\n') {
                let line = line.during(|| format!("read what {} wrote", self.shown))?;
                let line = String::from_utf8_lossy(&line);
                println!("{line}");
                see(&line);
            }
        }
        let status = running.ended().during(|| format!("wait for {}", self.shown))?;
        Ok(status.success())
    }

    /// Starts it and does not wait.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn started(&mut self) -> Outcome<Running> {
        let child = self.command.spawn().map_err(|cause| {
            let failure = Failure::new(format!("Could not start `{}`: {cause}", self.shown));
            match &self.remedy {
                Some(remedy) => failure.with_remedy(remedy),
                None => failure,
            }
        })?;
        let group = i32::try_from(child.id()).during(|| "read a process number".to_owned())?;
        RUNNING.lock().unwrap_or_else(PoisonError::into_inner).push(group);
        Ok(Running { child, group })
    }

    fn verdict(&self, status: std::io::Result<ExitStatus>) -> Outcome<()> {
        let status = status.during(|| format!("wait for `{}`", self.shown))?;
        if status.success() {
            return Ok(());
        }
        let failure = Failure::new(format!("`{}` failed ({status})", self.shown));
        Err(match &self.remedy {
            Some(remedy) => failure.with_remedy(remedy),
            None => failure,
        })
    }
}

/// A program that is running. Dropping it ends it, and whatever it started.
pub struct Running {
    child: Child,
    group: i32,
}

impl Running {
    /// Waits for its end.
    ///
    /// # Errors
    /// When the system cannot say how it ended.
    pub fn ended(mut self) -> std::io::Result<ExitStatus> {
        self.child.wait()
    }

    /// Whether it still runs.
    pub fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        signal(self.group, Signal::SIGTERM);
        if self.is_running() {
            thread::sleep(GRACE);
            signal(self.group, Signal::SIGKILL);
            let _ended = self.child.wait();
        }
        RUNNING
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .retain(|group| *group != self.group);
    }
}

/// The first of these programs that is in `PATH`.
pub fn in_path(names: &[&str]) -> Option<std::path::PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<_> = std::env::split_paths(&path).collect();
    names.iter().find_map(|name| {
        folders
            .iter()
            .map(|folder| folder.join(name))
            .find(|file| file.is_file())
    })
}
