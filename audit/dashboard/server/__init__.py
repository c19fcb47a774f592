"""The pages' server: what Streamlit runs, and whom it lets in."""
