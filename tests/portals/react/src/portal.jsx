import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Readiness } from './Readiness.jsx';
import source from './Readiness.jsx?raw';
import './portal.css';

// Where the portal is one of several examples, it leads to the others.
const list = import.meta.env.VITE_EXAMPLES;

function Portal() {
  return (
    <main>
      {list && <a href={list}>All examples</a>}
      <h1>A portal in React</h1>
      <p>React 19 sets properties of elements and listens to their events by itself: a questionnaire goes in, the score comes out.</p>
      <section className="card" aria-label="The portal">
        <Readiness />
      </section>
      <h2>The whole component</h2>
      <pre tabIndex="0"><code>{source}</code></pre>
    </main>
  );
}

createRoot(document.querySelector('#portal')).render(
  <StrictMode>
    <Portal />
  </StrictMode>,
);
