// The place for the element lies in details that are closed.
const details = document.createElement('details');
details.append(Object.assign(document.createElement('summary'), { textContent: 'Readiness' }), document.querySelector('#place'));
document.body.append(details);
