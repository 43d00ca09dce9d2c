// What the frame tells is heard on the element, as if the program ran in this page.
const frame = document.querySelector('channel-readiness-frame');
frame.addEventListener('cr-result', ({ detail: { result, open } }) => {
  if (!result) return;
  const words = `${result.answered} of ${result.applicable} answered, ${open} still open.`;
  document.querySelector('#state').textContent = words;
});
