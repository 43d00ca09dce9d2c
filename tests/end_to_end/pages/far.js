// What is below is far below.
document.querySelector('h1').style.marginBlockEnd = '5000px';
