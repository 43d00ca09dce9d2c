// What <channel-readiness-frame> does, step by step, so that the tests can do it wrongly.

const app = new URLSearchParams(location.search).get('app');
const frame = document.querySelector('iframe');

window.said = [];
window.answers = [];
window.addEventListener('message', ({ data, origin }) => window.said.push({ data, origin }));

// Loads the frame page with a nonce.
window.load = (nonce) => {
  const url = new URL('/frame.html', app);
  url.hash = new URLSearchParams({ nonce, parent: window.origin });
  frame.src = url.href;
};

// Sends it a message with a port; what comes through the port is noted.
window.welcome = (message, target = app) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => window.answers.push(data);
  frame.contentWindow.postMessage(message, target, [port2]);
  window.port = port1;
};

// A frame of another origin, which tries to get in between.
window.meddle = (address) => {
  const other = document.createElement('iframe');
  other.src = address;
  document.body.append(other);
};
