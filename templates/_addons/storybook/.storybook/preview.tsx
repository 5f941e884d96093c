import type { Preview } from '@storybook/nextjs-vite';
import { fonts } from '../src/app/fonts.ts';
import '../src/app/globals.css';

const preview: Preview = {
  // A violation of an accessibility rule is an error.
  parameters: { a11y: { test: 'error' }, nextjs: { appDirectory: true } },
  decorators: [
    (Story) => (
      <div className={`${fonts} bg-paper p-6 font-sans text-ink`}>
        <Story />
      </div>
    ),
  ],
};

export default preview;
