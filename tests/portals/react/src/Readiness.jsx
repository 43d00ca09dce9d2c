import { useState } from 'react';
import { validatePack } from 'channel-readiness';
import example from 'channel-readiness/packs/example.json';

export function Readiness() {
  const [pack, setPack] = useState(null);
  const [score, setScore] = useState(null);
  const [verdict, setVerdict] = useState('');
  const check = async () => setVerdict((await validatePack(JSON.stringify(example))).valid ? 'valid' : 'not valid');
  return (
    <>
      <header>
        <p id="score">{score === null ? 'No result yet' : `Score ${Math.round(score)}`}</p>
        <button id="own" onClick={() => setPack(example)}>Our own questions</button>
        <button id="check" onClick={check}>Check our own questions</button>
        <p id="verdict" role="status">{verdict}</p>
      </header>
      <channel-readiness
        storage-key="example-react"
        pack={pack}
        oncr-result={({ detail }) => setScore(detail.result?.score ?? null)}
      >
        <p>Call us instead.</p>
      </channel-readiness>
    </>
  );
}
