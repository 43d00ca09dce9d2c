// In place of page.js, in all tests but those of the worker: it would fetch files in its own time, and answer in place of
// the server.
