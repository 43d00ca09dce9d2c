// A long page, on which somebody has scrolled and writes, as the element comes.
document.querySelector('h1').style.marginBlockEnd = '500px';
document.querySelector('#other').style.blockSize = '5000px';
const search = document.querySelector('#search');
search.value = 'partner';
search.focus();
search.setSelectionRange(6, 6);
scrollTo(0, 300);
window.stance = [scrollX, scrollY, document.activeElement.id, search.selectionStart];
