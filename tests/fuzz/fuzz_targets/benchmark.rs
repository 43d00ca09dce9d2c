#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| channel_readiness_fuzz::benchmark(bytes));
