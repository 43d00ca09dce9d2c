// The portal's own switch of light and dark is the widget's too.
const widget = document.querySelector('channel-readiness');
const appearance = document.querySelector('#appearance');
appearance.addEventListener('change', () => {
  document.documentElement.style.colorScheme = appearance.value === 'auto' ? 'light dark' : appearance.value;
  widget.theme = appearance.value;
});
