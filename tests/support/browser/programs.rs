//! The programs of one browser: each is started with a mark in its environment, which whatever it starts inherits. So
//! the end finds them all, also what a driver that hangs or has died left behind.

use std::ffi::OsString;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use super::Result;

const MARK: &str = "CHANNEL_READINESS_TEST_BROWSER";
/// How long a program may take until it has said where it listens.
const ANNOUNCING: Duration = Duration::from_secs(20);

/// Programs that end when this is dropped, the last started first.
#[derive(Debug)]
pub struct Programs {
    mark: PathBuf,
    children: Vec<Child>,
}

impl Programs {
    /// None yet; `folder` is theirs alone and serves as their mark.
    pub fn new(folder: &Path) -> Self {
        Self {
            mark: folder.to_owned(),
            children: Vec::new(),
        }
    }

    /// Starts a program whose words nobody needs.
    ///
    /// # Errors
    /// A program that is not there.
    pub fn start(&mut self, command: &mut Command) -> Result<()> {
        self.spawn(command.stdout(Stdio::null()))?;
        Ok(())
    }

    /// Starts a program and gives what `announced` finds first in the lines that it writes.
    ///
    /// # Errors
    /// A program that is not there, or that ends, or says nothing of the kind in time.
    pub fn start_and_hear<T: Send + 'static>(
        &mut self,
        command: &mut Command,
        announced: fn(&str) -> Option<T>,
    ) -> Result<T> {
        let name = command.get_program().to_string_lossy().into_owned();
        let child = self.spawn(command.stdout(Stdio::piped()))?;
        let mut output = BufReader::new(child.stdout.take().ok_or("a program without output")?);
        let (tell, told) = mpsc::channel();
        thread::spawn(move || {
            let mut line = String::new();
            while output.read_line(&mut line).is_ok_and(|length| length > 0) {
                if let Some(found) = announced(&line) {
                    let _ = tell.send(found);
                    break;
                }
                line.clear();
            }
            drop(tell);
            // Read to the end, or the program would stop at a full pipe.
            let _ = output.read_to_end(&mut Vec::new());
        });
        told.recv_timeout(ANNOUNCING)
            .map_err(|_| format!("{name} did not say where it listens").into())
    }

    /// Whether the program started last still runs.
    pub fn last_runs(&mut self) -> bool {
        self.children
            .last_mut()
            .is_some_and(|child| matches!(child.try_wait(), Ok(None)))
    }

    fn spawn(&mut self, command: &mut Command) -> Result<&mut Child> {
        let child = command
            .env(MARK, &self.mark)
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("{} cannot be started: {error}", command.get_program().display()))?;
        self.children.push(child);
        self.children
            .last_mut()
            .ok_or_else(|| "a program that was just started is there".into())
    }

    /// The processes that bear the mark. Only Linux tells; elsewhere a browser ends with its driver.
    fn marked(&self) -> Vec<Pid> {
        let mut mark = OsString::from(MARK);
        mark.push("=");
        mark.push(&self.mark);
        let mark = mark.into_encoded_bytes();
        let bears_it = |process: &Path| {
            fs::read(process.join("environ"))
                .is_ok_and(|environment| environment.split(|byte| *byte == 0).any(|entry| entry == mark))
        };
        let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
        processes
            .filter_map(|process| {
                let number = process.file_name().to_str()?.parse().ok()?;
                bears_it(&process.path()).then(|| Pid::from_raw(number))
            })
            .collect()
    }
}

impl Drop for Programs {
    fn drop(&mut self) {
        for child in self.children.iter_mut().rev() {
            let _ = child.kill();
            let _ = child.wait();
        }
        // What is ended may be about to start something: until nothing is left, but not for ever.
        for _ in 0..10 {
            let marked = self.marked();
            if marked.is_empty() {
                break;
            }
            for process in marked {
                let _ = kill(process, Signal::SIGKILL);
            }
        }
    }
}

/// The port in a driver's words: "… listening on port 41234." or "… Listening on 127.0.0.1:41234".
pub fn port_announced(line: &str) -> Option<u16> {
    let (_, rest) = line
        .split_once("started successfully on port ")
        .or_else(|| line.split_once("Listening on 127.0.0.1:"))?;
    rest.trim_end().trim_end_matches('.').parse().ok()
}
