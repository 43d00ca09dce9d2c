import vue from '@vitejs/plugin-vue';
import channelReadiness from 'channel-readiness/vite';

const template = { compilerOptions: { isCustomElement: (tag) => tag.startsWith('channel-readiness') } };

// As one of the examples of dist/ the portal takes the files that lie two folders above it.
const folder = process.env.VITE_EXAMPLES ? '../..' : undefined;

// Relative, so that the portal may lie in any folder.
export default { base: './', plugins: [vue({ template }), channelReadiness({ folder })] };
