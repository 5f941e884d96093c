import type { Meta, StoryObj } from '@storybook/nextjs-vite';
import { controlClass, Field, fieldProps } from './field.tsx';

const meta = {
  component: Field,
  args: { id: 'name', label: 'Name', children: null },
  render: ({ children: _, ...field }) => (
    <Field {...field}>
      <input className={controlClass} {...fieldProps(field.id, field.error, field.hint)} />
    </Field>
  ),
} satisfies Meta<typeof Field>;
export default meta;

type Story = StoryObj<typeof meta>;

export const Empty: Story = {};
export const WithHint: Story = { args: { hint: 'Optional' } };
export const WithError: Story = { args: { error: 'Fill this in' } };
