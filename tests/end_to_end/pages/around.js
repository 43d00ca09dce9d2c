// Frames the address that its own address names.
document.querySelector('iframe').src = new URLSearchParams(location.search).get('frame');
