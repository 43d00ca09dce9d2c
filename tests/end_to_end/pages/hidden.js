// The place for the element is a tab that is not shown.
document.querySelector('#place').hidden = true;
