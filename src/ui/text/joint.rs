//! Messages about the answers of several people.

use super::Plural;
use super::catalogue::messages;

messages! {
    /// Them all.
    pub struct JointText {
        /// Of a list of those who answered.
        pub groups_title: &'static str,
        pub groups_help: &'static str,
        /// With `{names}` and `{about}`.
        pub group: &'static str,
        pub ours_in_general: &'static str,
        /// With `{name}`.
        pub ours_about: &'static str,
        /// With `{name}`.
        pub theirs: &'static str,
        pub compare: &'static str,
        /// With `{names}`.
        pub compare_names: &'static str,
        pub back: &'static str,
        pub title: &'static str,
        pub lead: &'static str,
        pub agreement: &'static str,
        /// With `{matched}` and `{of}`.
        pub matched: &'static str,
        pub no_match: &'static str,
        pub begin: &'static str,
        pub begin_help: &'static str,
        pub open_joint: &'static str,
        pub to_decide: Plural,
        pub all_decided: &'static str,
        pub differ_title: &'static str,
        pub none_differ: &'static str,
        pub open: Plural,
        pub alike: Plural,
        pub not_asked: &'static str,
        /// With `{share}`.
        pub agreement_of: &'static str,
        pub decide: &'static str,
        /// With `{title}`.
        pub decide_name: &'static str,
        pub change: &'static str,
        /// With `{title}`.
        pub change_name: &'static str,
        pub reopen: &'static str,
        /// With `{title}`.
        pub reopen_name: &'static str,
        pub answer: &'static str,
        pub answer_none: &'static str,
        pub answer_missing: &'static str,
        pub by: &'static str,
        pub by_missing: &'static str,
        pub why: &'static str,
        pub save: &'static str,
        pub cancel: &'static str,
        /// With `{name}` and `{day}`.
        pub decided_by: &'static str,
        pub joint_answer: &'static str,
        pub pack_missing: &'static str,
        pub who: &'static str,
        pub who_help: &'static str,
        /// With `{name}`.
        pub answered_by: &'static str,
    }
}
