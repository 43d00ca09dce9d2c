//! What passed and what failed, over all the test programs of a run.

use crate::failure::{Failure, Outcome};

/// The sum so far.
#[derive(Debug, Default)]
pub struct Tally {
    passed: usize,
    failed: usize,
    /// Not run, each with its reason in the output.
    ignored: usize,
    /// Checks that are not tests and failed.
    broken: Vec<String>,
}

impl Tally {
    /// Reads one line of a test program: "test result: ok. 12 passed; 0 failed; …".
    pub fn see(&mut self, line: &str) {
        let Some((_, counts)) = line.split_once("test result: ") else {
            return;
        };
        self.passed += count(counts, " passed");
        self.failed += count(counts, " failed");
        self.ignored += count(counts, " ignored");
    }

    /// Notes a check that is not a test, if it failed.
    pub fn check(&mut self, name: &str, outcome: Outcome<()>) {
        if let Err(failure) = outcome {
            let remedy = failure
                .remedy()
                .map(|remedy| format!(" {remedy}"))
                .unwrap_or_default();
            self.broken.push(format!("{name}: {failure}.{remedy}"));
        }
    }

    /// Tests that failed.
    pub fn failed(&self) -> usize {
        self.failed
    }

    /// Prints what failed beside the tests, and as its last line the sum of all tests. A failed check counts as one.
    ///
    /// # Errors
    /// When anything failed.
    pub fn close(self) -> Outcome<()> {
        for broken in &self.broken {
            println!("failed: {broken}");
        }
        if self.ignored > 0 {
            println!("{} skipped, each with its reason above", self.ignored);
        }
        let failed = self.failed + self.broken.len();
        println!("{} passed, {failed} failed", self.passed);
        if failed == 0 {
            Ok(())
        } else {
            Err(Failure::new("Not everything passed"))
        }
    }
}

/// The number before a word: of "12 passed" it is 12.
fn count(line: &str, word: &str) -> usize {
    let Some((before, _)) = line.split_once(word) else {
        return 0;
    };
    let start = before
        .rfind(|letter: char| !letter.is_ascii_digit())
        .map_or(0, |at| at + 1);
    before[start..].parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_all_programs_are_added() {
        let mut tally = Tally::default();
        tally.see(
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
        );
        tally.see("test result: FAILED. 3 passed; 2 failed; 0 ignored");
        tally.see("test says_what_passed ... ok");
        assert_eq!((tally.passed, tally.failed, tally.ignored), (15, 2, 1));
        assert!(tally.close().is_err());
    }

    #[test]
    fn a_failed_check_fails_the_run() {
        let mut tally = Tally::default();
        tally.check("clippy", Err(Failure::new("`cargo clippy` failed")));
        assert!(tally.close().is_err());
        assert!(Tally::default().close().is_ok());
    }
}
