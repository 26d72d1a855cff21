/**
 * The emoji of the widget's picker, in its order: what people write to a shop. The whole of Unicode is on their own keyboards; this is
 * for a computer, where it is hard to reach.
 */
export const FEW_EMOJI = `
😀 😃 😄 😁 😆 😅 😂 🤣 🙂 🙃 😉 😊 😇 🥰 😍 🤩 😘 😋 😛 😜 🤪 🤗 🤭 🤔 🤐 😐 😑 😶 😏 😒 🙄 😬 😌 😔 😴 😷 🤒 🤕 🥳 😎 🤓
😕 😟 🙁 😮 😲 😳 🥺 😦 😨 😰 😢 😭 😱 😖 😞 😓 😩 😫 😤 😡 😠 🤯
👍 👎 👌 ✌ 🤞 🤝 👋 👏 🙌 🙏 💪 👉 👈 👆 👇 ☝ ✋ ✍ 👀 🙈 🤷 🤦
❤ 🧡 💛 💚 💙 💜 🖤 💔 💯 ✨ ⭐ 🔥 💥 🎉 🎊 🎁 🎈 🏆 💡 🌹 🌸 🌿 🍀 🌞 🌧 ❄ 🌈
🐶 🐱 🐻 🦊 🐝 ☕ 🍵 🍰 🍕 🍎 🥂 🍺
🏠 🚗 🚚 ✈ 🚲 📦 🛒 🛍 💳 💰 💶 🧾 👕 👟 👜 💍 ⌚ 📱 💻 🖨 📷 🔋 🔌 🔧 🔑 🔒 📎 📄 📝 📧 📞 📅 ⏰ ⏳ 🔍 📍 🔗 🔔
✅ ❌ ❗ ❓ ⚠ ➡ ⬅ ⬆ ⬇ 🔄 🆗 🆕 🚫
`
  .trim()
  .split(/\s+/);
