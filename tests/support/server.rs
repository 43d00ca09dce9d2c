//! A static server on loopback for the end-to-end tests and the benchmark.
//!
//! It serves folders and single files alike, with or without brotli, lets nothing be cached unless it is told to, notes
//! every exchange with its bytes on the wire, and can be told to answer some paths badly while it runs.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// What a server offers.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Looked at in order; the first that has the file answers.
    pub roots: Vec<Root>,
    /// Whether text and wasm go out as brotli, quality 11, to those who accept it. Compressed once, at the start.
    pub brotli: bool,
    /// Sent with every answer, beside `Access-Control-Allow-Origin: *` and, unless they say otherwise, `Cache-Control:
    /// no-store`.
    pub headers: Vec<(String, String)>,
}

/// A folder or a single file under an address.
#[derive(Debug, Clone)]
pub struct Root {
    /// Of a folder: begins and ends with `/`. Of a file: its whole address.
    pub prefix: String,
    pub path: PathBuf,
}

impl Root {
    pub fn new(prefix: &str, path: impl Into<PathBuf>) -> Self {
        Self {
            prefix: prefix.to_owned(),
            path: path.into(),
        }
    }
}

/// How an address fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Status 404.
    NotFound,
    /// The connection is closed without an answer.
    Cut,
    /// Nothing comes, and the connection stays open.
    Silent,
    /// Nothing comes until the path is mended; then what is there.
    Late,
    /// An answer that says it has a gigabyte, of which one byte comes: without it Firefox does not tell of the answer.
    Gigabyte,
    /// An answer without a length, white space as long as the browser takes it; up to 100 million bytes.
    Endless,
}

/// One request and what went back over the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// Without the query.
    pub path: String,
    /// As the browser sent it, with the query; for tests that look at what leaves the page.
    pub target: String,
    /// Whatever the request carried after its head.
    pub request_body: Vec<u8>,
    /// 0 where the connection was cut.
    pub status: u16,
    /// Status line and headers, in bytes.
    pub head_bytes: usize,
    /// As sent, compressed or not.
    pub body_bytes: usize,
}

/// A running server; it stops when dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    acceptor: Option<JoinHandle<()>>,
}

#[derive(Debug)]
struct Shared {
    options: Options,
    compressed: HashMap<PathBuf, Vec<u8>>,
    faults: Mutex<HashMap<String, Fault>>,
    /// A fault went.
    mended: Condvar,
    log: Mutex<Vec<Exchange>>,
    stopping: AtomicBool,
}

const PATIENCE: Duration = Duration::from_millis(250);
const LONGEST_REQUEST: usize = 1 << 24;

impl Server {
    /// Starts on a free port of loopback.
    ///
    /// # Errors
    /// A port that cannot be opened, or a file that cannot be read for compressing.
    pub fn start(options: Options) -> io::Result<Self> {
        let compressed = if options.brotli {
            compress_roots(&options.roots)?
        } else {
            HashMap::new()
        };
        let listener = fresh_port()?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            options,
            compressed,
            faults: Mutex::default(),
            mended: Condvar::new(),
            log: Mutex::default(),
            stopping: AtomicBool::new(false),
        });
        let acceptor = thread::spawn({
            let shared = Arc::clone(&shared);
            move || accept(&listener, &shared)
        });
        Ok(Self {
            address,
            shared,
            acceptor: Some(acceptor),
        })
    }

    /// The full address of a path, which begins with `/`.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// From now on the path fails.
    pub fn fail(&self, path: &str, fault: Fault) {
        locked(&self.shared.faults).insert(path.to_owned(), fault);
    }

    /// From now on the path is served again.
    pub fn mend(&self, path: &str) {
        locked(&self.shared.faults).remove(path);
        self.shared.mended.notify_all();
    }

    /// Every exchange since the start or the last [`Server::clear_log`], in the order of the requests' arrival.
    pub fn log(&self) -> Vec<Exchange> {
        locked(&self.shared.log).clone()
    }

    pub fn clear_log(&self) {
        locked(&self.shared.log).clear();
    }
}

impl Shared {
    /// How the path fails; of one that is late, only once it has been mended.
    fn fault_of(&self, path: &str) -> Option<Fault> {
        let mut faults = locked(&self.faults);
        loop {
            let fault = faults.get(path).copied();
            if fault != Some(Fault::Late) || self.stopping.load(Ordering::SeqCst) {
                return fault;
            }
            let waited = self.mended.wait_timeout(faults, PATIENCE);
            faults = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stopping.store(true, Ordering::SeqCst);
        // Wakes the acceptor, which then sees that it is to stop.
        let _ = TcpStream::connect(self.address);
        if let Some(acceptor) = self.acceptor.take() {
            let _ = acceptor.join();
        }
    }
}

/// A free port that no server of this process had. With the port an origin would come back, and with the origin what a
/// browser keeps for it.
fn fresh_port() -> io::Result<TcpListener> {
    static USED: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());
    // Held until another is found, or the system could offer the same one again.
    let mut refused = Vec::new();
    loop {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        if locked(&USED).insert(listener.local_addr()?.port()) {
            return Ok(listener);
        }
        refused.push(listener);
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for connection in listener.incoming() {
        if shared.stopping.load(Ordering::SeqCst) {
            return;
        }
        let Ok(connection) = connection else { continue };
        let shared = Arc::clone(shared);
        thread::spawn(move || {
            // A browser that hangs up is no error of ours.
            let _ = converse(&connection, &shared);
        });
    }
}

struct Request {
    method: String,
    target: String,
    accepts_brotli: bool,
    body: Vec<u8>,
}

fn converse(mut connection: &TcpStream, shared: &Shared) -> io::Result<()> {
    connection.set_nodelay(true)?;
    connection.set_read_timeout(Some(PATIENCE))?;
    let mut received = Vec::new();
    while let Some(request) = next_request(connection, shared, &mut received)? {
        let path = decoded(request.target.split(['?', '#']).next().unwrap_or_default());
        // Noted before it is answered, so that the order is that of arrival.
        let place = {
            let mut log = locked(&shared.log);
            log.push(Exchange {
                path: path.clone(),
                target: request.target.clone(),
                request_body: request.body.clone(),
                status: 0,
                head_bytes: 0,
                body_bytes: 0,
            });
            log.len() - 1
        };
        let fault = shared.fault_of(&path);
        if let Some(fault) = fault.filter(|fault| *fault != Fault::NotFound) {
            return misbehave(connection, shared, fault);
        }
        let answer = if fault.is_none() {
            find(shared, &path, request.accepts_brotli)
        } else {
            None
        };
        let (status, head, body) = compose(shared, answer, &request.method);
        if let Some(exchange) = locked(&shared.log).get_mut(place) {
            (exchange.status, exchange.head_bytes, exchange.body_bytes) = (status, head.len(), body.len());
        }
        let mut message = head;
        message.extend_from_slice(&body);
        connection.write_all(&message)?;
    }
    Ok(())
}

/// Answers as no server should, and then closes the connection.
fn misbehave(mut connection: &TcpStream, shared: &Shared, fault: Fault) -> io::Result<()> {
    static PIECE: [u8; 100_000] = [b' '; 100_000];
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nCache-Control: no-store\r\nConnection: close\r\n";
    match fault {
        Fault::NotFound | Fault::Cut | Fault::Silent | Fault::Late => {}
        Fault::Gigabyte => write!(connection, "{head}Content-Length: 1000000000\r\n\r\n ")?,
        Fault::Endless => {
            write!(connection, "{head}\r\n")?;
            for _ in 0..1000 {
                // Fails once the browser has hung up.
                connection.write_all(&PIECE)?;
            }
        }
    }
    let mut is_there = matches!(fault, Fault::Silent | Fault::Gigabyte);
    while is_there && !shared.stopping.load(Ordering::SeqCst) {
        // The browser sends nothing more until it hangs up.
        is_there = match connection.read(&mut [0; 1]) {
            Ok(count) => count > 0,
            Err(error) => matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut),
        };
    }
    Ok(())
}

/// Reads one request; `None` when the browser has closed, or the server is to stop.
fn next_request(
    mut connection: &TcpStream,
    shared: &Shared,
    received: &mut Vec<u8>,
) -> io::Result<Option<Request>> {
    let mut chunk = [0; 8192];
    loop {
        if let Some((request, length)) = parse(received) {
            received.drain(..length);
            return Ok(Some(request));
        }
        if shared.stopping.load(Ordering::SeqCst) || received.len() > LONGEST_REQUEST {
            return Ok(None);
        }
        match connection.read(&mut chunk) {
            Ok(0) => return Ok(None),
            Ok(count) => received.extend_from_slice(&chunk[..count]),
            Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => {}
            Err(error) => return Err(error),
        }
    }
}

/// The request at the beginning of `received`, and its length in bytes, once it is there whole.
fn parse(received: &[u8]) -> Option<(Request, usize)> {
    let head_length = received.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
    let head = String::from_utf8_lossy(&received[..head_length]);
    let mut lines = head.lines();
    let mut request_line = lines.next()?.split(' ');
    let (method, target) = (request_line.next()?.to_owned(), request_line.next()?.to_owned());
    let header = |name: &str| {
        head.lines().skip(1).find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        })
    };
    let body_length = header("content-length")
        .and_then(|length| length.parse().ok())
        .unwrap_or(0);
    let body = received.get(head_length..head_length + body_length)?.to_vec();
    let accepts_brotli =
        header("accept-encoding").is_some_and(|codings| codings.split(", ").any(|coding| coding == "br"));
    Some((
        Request {
            method,
            target,
            accepts_brotli,
            body,
        },
        head_length + body_length,
    ))
}

struct Answer {
    content_type: &'static str,
    brotli: bool,
    body: Vec<u8>,
}

fn find(shared: &Shared, path: &str, accepts_brotli: bool) -> Option<Answer> {
    shared.options.roots.iter().find_map(|root| {
        let file = file_of(root, path)?;
        let content_type = content_type(&file);
        if let Some(body) = shared.compressed.get(&file).filter(|_| accepts_brotli) {
            return Some(Answer {
                content_type,
                brotli: true,
                body: body.clone(),
            });
        }
        Some(Answer {
            content_type,
            brotli: false,
            body: fs::read(file).ok()?,
        })
    })
}

/// The file that a root has for an address, if it is there; never one outside the root.
fn file_of(root: &Root, path: &str) -> Option<PathBuf> {
    if !root.prefix.ends_with('/') {
        return (root.prefix == path).then(|| root.path.clone());
    }
    let rest = Path::new(path.strip_prefix(&root.prefix)?);
    if !rest.components().all(|part| matches!(part, Component::Normal(_))) {
        return None;
    }
    let mut file = root.path.join(rest);
    if path.ends_with('/') {
        file.push("index.html");
    }
    file.is_file().then_some(file)
}

fn compose(shared: &Shared, answer: Option<Answer>, method: &str) -> (u16, Vec<u8>, Vec<u8>) {
    let (status, line) = match (&answer, method) {
        (_, "OPTIONS") => (204, "204 No Content"),
        (Some(_), _) => (200, "200 OK"),
        (None, _) => (404, "404 Not Found"),
    };
    let answer = answer.unwrap_or(Answer {
        content_type: "text/plain",
        brotli: false,
        body: b"Not found".to_vec(),
    });
    let body = if status == 204 { Vec::new() } else { answer.body };
    let mut head = format!(
        "HTTP/1.1 {line}\r\nContent-Type: {}\r\nContent-Length: {}\r\n",
        answer.content_type,
        body.len()
    );
    if answer.brotli {
        head.push_str("Content-Encoding: br\r\nVary: Accept-Encoding\r\n");
    }
    head.push_str("Access-Control-Allow-Origin: *\r\n");
    let headers = &shared.options.headers;
    if !headers.iter().any(|(name, _)| name == "Cache-Control") {
        head.push_str("Cache-Control: no-store\r\n");
    }
    for (name, value) in headers {
        for part in [name, ": ", value, "\r\n"] {
            head.push_str(part);
        }
    }
    head.push_str("\r\n");
    (
        status,
        head.into_bytes(),
        if method == "HEAD" { Vec::new() } else { body },
    )
}

fn content_type(file: &Path) -> &'static str {
    match file
        .extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or_default()
    {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let escaped = digits
            .and_then(|digits| u8::from_str_radix(digits, 16).ok())
            .filter(|_| first == b'%');
        bytes.push(escaped.unwrap_or(first));
        rest = if escaped.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn compress_roots(roots: &[Root]) -> io::Result<HashMap<PathBuf, Vec<u8>>> {
    let mut files = Vec::new();
    for root in roots {
        list_files(&root.path, &mut files)?;
    }
    files.retain(|file| {
        !matches!(
            content_type(file),
            "image/png" | "image/x-icon" | "application/octet-stream"
        )
    });
    files
        .into_iter()
        .map(|file| Ok((file.clone(), compressed(&fs::read(&file)?)?)))
        .collect()
}

fn list_files(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            list_files(&entry?.path(), files)?;
        }
    } else {
        files.push(path.to_owned());
    }
    Ok(())
}

fn compressed(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        ..Default::default()
    };
    let mut output = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut output, &parameters)?;
    Ok(output)
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
